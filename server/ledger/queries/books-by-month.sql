-- What pools, ledger, files and activities come to in each month, in one statement: each by itself takes longer to plan than to
-- read. Those of the whole company stand with customer 0; activities are of the customers in scope. Totals may leave the safe
-- range: they come as text.
SELECT 'use' AS part, month, pool AS name, CAST(NULL AS VARCHAR) AS total, amount, capacity, used, customers, unassigned, own, unused,
  CAST(NULL AS INTEGER) AS activity_number, FALSE AS own_mistake, FALSE AS nobody
FROM pool_use CROSS JOIN (SELECT 0 AS customer_id) w WHERE month BETWEEN :first AND :last AND {visible:w}
UNION ALL
SELECT 'ledger', month, pool, CAST(sum(amount) AS VARCHAR), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE
FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) w
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:w} GROUP BY month, pool
UNION ALL
SELECT 'files', month, '', CAST(sum(amount) AS VARCHAR), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE
FROM batch_month CROSS JOIN (SELECT 0 AS customer_id) w
WHERE month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:w} GROUP BY month
UNION ALL
SELECT 'cost', month, '', CAST(sum(amount) AS VARCHAR), NULL, NULL, NULL, NULL, NULL, NULL, NULL, activity_number, own, nobody
FROM activity_month_cost CROSS JOIN (SELECT 0 AS customer_id) w
WHERE month BETWEEN :first AND :last AND {visible:w} GROUP BY month, activity_number, own, nobody
UNION ALL
SELECT 'events', month, activity, CAST(sum(events) AS VARCHAR), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE
FROM activity_month WHERE month BETWEEN :first AND :last AND {visible} GROUP BY month, activity
ORDER BY 1, 2, 3, activity_number
