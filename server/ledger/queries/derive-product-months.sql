INSERT INTO customer_product_month
SELECT customer_id, month, product_id,
  coalesce(lag(month) OVER (PARTITION BY customer_id, product_id ORDER BY month), -1), quantity, amount
FROM (
  SELECT customer_id, month, product_id, CAST(sum(quantity) AS BIGINT) AS quantity, CAST(sum(amount - rebate) AS BIGINT) AS amount
  FROM order_line
  WHERE {touched}
  GROUP BY customer_id, month, product_id) bought
