-- Totals of the whole company may leave the safe range: they come as text.
SELECT CAST(coalesce(sum(lines), 0) AS BIGINT) AS lines, CAST(coalesce(sum(amount), 0) AS VARCHAR) AS amount
FROM batch_month CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
