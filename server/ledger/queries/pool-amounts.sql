-- Totals of the whole company may leave the safe range: they come as text.
SELECT pool, CAST(sum(amount) AS VARCHAR) AS amount FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
GROUP BY pool ORDER BY pool
