-- What one activity cost each customer, our own mistakes left out. Sums of integers as doubles: exact below 2^53. An activity by
-- itself is added up into an array by customer; several at once would need a hash table, which takes three times as long.
SELECT customer_id, sum(CAST(amount AS DOUBLE PRECISION)) AS amount
FROM {period:customer_cost: customer_id, activity_number, own, amount} c
WHERE activity_number = :activity AND NOT own AND {visible} GROUP BY customer_id ORDER BY customer_id
