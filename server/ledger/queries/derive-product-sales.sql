INSERT INTO product_month
SELECT l.product_id, l.month, CAST(sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END) AS BIGINT),
  CAST(sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate) AS BIGINT)
FROM order_line l WHERE l.customer_id > 0 AND {where:l} GROUP BY l.product_id, l.month ORDER BY l.month, l.product_id
