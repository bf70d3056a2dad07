-- What customers in scope earned all together, and what belongs to nobody. Totals may leave the safe range: they come as text.
-- Whole years of the period come as rows of their own.
SELECT customer_id = 0 AS nobody, CAST(sum(net) AS VARCHAR) AS net, CAST(sum(known_cost) AS VARCHAR) AS known_cost,
  CAST(sum(product_cost) AS VARCHAR) AS product_cost, CAST(sum(cost) AS VARCHAR) AS cost
FROM (
  SELECT customer_id, invoiced + returned - rebate AS net, known_cost, 0 AS product_cost, 0 AS cost FROM customer_month
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, invoiced + returned - rebate, known_cost, 0, 0 FROM customer_year WHERE year BETWEEN :first_year AND :last_year
  UNION ALL
  SELECT customer_id, 0, 0, product_cost, cost FROM customer_month_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, 0, 0, product_cost, cost FROM customer_year_cost WHERE year BETWEEN :first_year AND :last_year) e
WHERE {visible} GROUP BY customer_id = 0
