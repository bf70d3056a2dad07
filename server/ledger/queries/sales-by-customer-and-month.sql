-- The same as sales-by-product, of each customer and month; a few customers are meant.
SELECT s.customer_id, s.month, s.product_id, p.special,
  {high:s.quantity} AS quantity_high, {low:s.quantity} AS quantity_low, {high:s.net} AS net_high, {low:s.net} AS net_low
FROM (
  SELECT l.customer_id, l.month, l.product_id, sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END) AS quantity,
    sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate) AS net
  FROM order_line l
  WHERE l.customer_id > 0 AND {counts:l} AND {visible:l}
  GROUP BY l.customer_id, l.month, l.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id, s.customer_id, s.month LIMIT :most
