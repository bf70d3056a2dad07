-- What the activities cost each customer by size, our own mistakes left out, and what of it is of the activities that are given. Where
-- it comes to their cost, no credit hides in that. Sums of integers as doubles: exact below 2^53.
SELECT customer_id, sum(CAST(abs(amount) AS DOUBLE PRECISION)) AS size,
  sum(CASE WHEN activity_number IN ({assumed}) THEN CAST(abs(amount) AS DOUBLE PRECISION) ELSE 0 END) AS assumed
FROM {period:customer_cost: customer_id, activity_number, own, amount} c
WHERE NOT own AND {visible} GROUP BY customer_id ORDER BY customer_id
