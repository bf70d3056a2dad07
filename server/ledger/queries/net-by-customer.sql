-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
-- Whole years of the period come as rows of their own.
SELECT customer_id, sum(CAST(invoiced + returned - rebate AS DOUBLE PRECISION)) AS net_revenue,
  sum(CAST(known_cost AS DOUBLE PRECISION)) AS known_cost
FROM (
  SELECT customer_id, invoiced, returned, rebate, known_cost FROM customer_month
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, invoiced, returned, rebate, known_cost FROM customer_year WHERE year BETWEEN :first_year AND :last_year) s
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
