INSERT INTO product_month
SELECT l.product_id, l.month, sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END),
  sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate)
FROM order_line l WHERE l.customer_id > 0 AND {where:l} GROUP BY l.product_id, l.month
