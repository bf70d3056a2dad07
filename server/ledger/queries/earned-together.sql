-- What customers in scope earned all together, and what belongs to nobody. Totals may leave the safe range: they come as text.
SELECT customer_id = 0 AS nobody, CAST(sum(net) AS VARCHAR) AS net, CAST(sum(known_cost) AS VARCHAR) AS known_cost,
  CAST(sum(product_cost) AS VARCHAR) AS product_cost, CAST(sum(cost) AS VARCHAR) AS cost
FROM (
  SELECT customer_id, invoiced + returned - rebate AS net, known_cost, 0 AS product_cost, 0 AS cost
  FROM {period:customer_month: customer_id, invoiced, returned, rebate, known_cost} m
  UNION ALL
  SELECT customer_id, 0, 0, product_cost, cost FROM {period:customer_month_cost: customer_id, product_cost, cost} c) e
WHERE {visible} GROUP BY customer_id = 0
