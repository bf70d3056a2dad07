-- For a year with months that were just costed.
INSERT INTO customer_year_activity
SELECT customer_id, :year, activity_number, own, CAST(sum(minutes) AS BIGINT), CAST(sum(amount) AS BIGINT)
FROM customer_cost
WHERE month BETWEEN :year * 100 AND :year * 100 + 99
GROUP BY customer_id, activity_number, own ORDER BY activity_number, own, customer_id
