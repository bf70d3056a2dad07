-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
-- Whole years of the period come as rows of their own.
SELECT customer_id, activity_number, own, sum(CAST(amount AS DOUBLE PRECISION)) AS amount, sum(CAST(minutes AS DOUBLE PRECISION)) AS minutes
FROM (
  SELECT customer_id, activity_number, own, amount, minutes FROM customer_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, activity_number, own, amount, minutes FROM customer_year_activity
  WHERE year BETWEEN :first_year AND :last_year) c
WHERE {visible} GROUP BY customer_id, activity_number, own ORDER BY customer_id, activity_number, own
