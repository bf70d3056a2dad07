-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
SELECT customer_id, sum(CAST(product_cost AS DOUBLE PRECISION)) AS product_cost, sum(CAST(cost AS DOUBLE PRECISION)) AS cost,
  sum(CAST(own AS DOUBLE PRECISION)) AS own
FROM {period:customer_month_cost: customer_id, product_cost, cost, own} t
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
