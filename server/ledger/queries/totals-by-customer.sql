-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
SELECT customer_id, sum(CAST(product_cost AS DOUBLE)) AS product_cost, sum(CAST(cost AS DOUBLE)) AS cost,
  sum(CAST(own AS DOUBLE)) AS own, sum(CAST(minutes AS DOUBLE)) AS minutes
FROM customer_month_cost WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
