-- For the years of the months that were just costed.
INSERT INTO customer_year_cost
SELECT customer_id, year, CAST(sum(product_cost) AS BIGINT), CAST(sum(cost) AS BIGINT), CAST(sum(own) AS BIGINT),
  CAST(sum(minutes) AS BIGINT)
FROM (
  SELECT customer_id, CAST(floor(month / 100.0) AS INTEGER) AS year, product_cost, cost, own, minutes
  FROM customer_month_cost) m
WHERE year IN (SELECT year FROM costing_year)
GROUP BY customer_id, year
