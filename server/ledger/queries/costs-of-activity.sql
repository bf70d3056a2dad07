-- What one activity cost each customer, our own mistakes left out. Sums of integers as doubles: exact below 2^53. An activity by
-- itself is added up into an array by customer; several at once would need a hash table, which takes three times as long.
-- Whole years of the period come as rows of their own.
SELECT customer_id, sum(CAST(amount AS DOUBLE PRECISION)) AS amount FROM (
  SELECT customer_id, amount FROM customer_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
    AND activity_number = :activity AND NOT own
  UNION ALL
  SELECT customer_id, amount FROM customer_year_activity
  WHERE year BETWEEN :first_year AND :last_year AND activity_number = :activity AND NOT own) c
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
