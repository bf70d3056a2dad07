SELECT pool, CAST(sum(amount) AS BIGINT) AS amount FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
GROUP BY pool ORDER BY pool
