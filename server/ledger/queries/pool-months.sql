-- Pools belong to the whole company: {visible} holds for customer 0 only.
SELECT month, pool, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(capacity) AS BIGINT) AS capacity
FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
GROUP BY month, pool ORDER BY month, pool
