INSERT INTO customer_product_month
SELECT customer_id, month, product_id,
  coalesce(lag(month) OVER (PARTITION BY customer_id, product_id ORDER BY month), -1) AS previous_month
FROM (SELECT DISTINCT l.customer_id, l.month, l.product_id FROM order_line l WHERE {where:l}) bought
-- A period asks for its months' products that were not bought since it began: those lie together so.
ORDER BY month, previous_month, customer_id
