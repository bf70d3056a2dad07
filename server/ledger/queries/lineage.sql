-- Which files made each month: their rows in it, and what these state.
SELECT batch_id, month, facts, CAST(amount AS VARCHAR) AS amount
FROM batch_fact_month CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND {visible} ORDER BY month, batch_id
