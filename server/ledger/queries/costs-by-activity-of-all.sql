-- The same as costs-by-activity for who sees the whole company: {visible} holds for customer 0 only.
SELECT activity_number, own, nobody, CAST(sum(amount) AS VARCHAR) AS amount
FROM activity_month_cost CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY activity_number, own, nobody ORDER BY activity_number, own, nobody
