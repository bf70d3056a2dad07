-- Pools belong to the whole company: {visible} holds for customer 0 only.
SELECT pool, month, amount, capacity, used, customers, unassigned, own, unused FROM pool_use CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND {visible} ORDER BY pool, month
