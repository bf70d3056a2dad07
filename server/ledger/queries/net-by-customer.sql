-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
SELECT customer_id, sum(CAST(invoiced + returned - rebate AS DOUBLE PRECISION)) AS net_revenue,
  sum(CAST(known_cost AS DOUBLE PRECISION)) AS known_cost
FROM {period:customer_month: customer_id, invoiced, returned, rebate, known_cost} s
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
