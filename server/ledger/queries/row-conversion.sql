-- What a row in another currency states, and the rate that it was converted at.
SELECT currency, rate, CAST(rate_day AS VARCHAR) AS rate_day, rate_batch_id, rate_row, amount, list_amount, discount, rebate, cost
FROM conversion WHERE batch_id = :batch AND row_number = :row AND {visible}
