-- Control totals are those of the whole company: {visible} holds for customer 0 only.
SELECT batch_id, CAST(sum(lines) AS BIGINT) AS lines, CAST(sum(amount) AS VARCHAR) AS amount
FROM batch_month CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
GROUP BY batch_id ORDER BY batch_id
