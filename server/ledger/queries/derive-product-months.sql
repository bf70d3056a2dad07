INSERT INTO customer_product_month
SELECT customer_id, month, product_id,
  coalesce(lag(month) OVER (PARTITION BY customer_id, product_id ORDER BY month), -1)
FROM (SELECT DISTINCT l.customer_id, l.month, l.product_id FROM order_line l WHERE {where:l}) bought
ORDER BY month, customer_id
