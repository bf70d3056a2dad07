-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
-- Whole years of the period come as rows of their own.
SELECT customer_id, sum(CAST(product_cost AS DOUBLE PRECISION)) AS product_cost, sum(CAST(cost AS DOUBLE PRECISION)) AS cost,
  sum(CAST(own AS DOUBLE PRECISION)) AS own
FROM (
  SELECT customer_id, product_cost, cost, own FROM customer_month_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, product_cost, cost, own FROM customer_year_cost WHERE year BETWEEN :first_year AND :last_year) t
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
