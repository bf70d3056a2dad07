-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
-- Whole years of the period come as rows of their own.
SELECT customer_id, sum(CAST(list_amount AS DOUBLE PRECISION)) AS list_amount
FROM (
  SELECT customer_id, list_amount FROM customer_month
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, list_amount FROM customer_year WHERE year BETWEEN :first_year AND :last_year) s
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
