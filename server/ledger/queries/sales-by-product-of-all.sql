-- The same as sales-by-product for who sees the whole company: {visible} holds for customer 0 only.
SELECT s.product_id, p.special,
  CAST((s.quantity - s.quantity % 1048576) / 1048576 AS DOUBLE PRECISION) AS quantity_high,
  CAST(s.quantity % 1048576 AS INTEGER) AS quantity_low,
  CAST((s.net - s.net % 1048576) / 1048576 AS DOUBLE PRECISION) AS net_high, CAST(s.net % 1048576 AS INTEGER) AS net_low
FROM (
  SELECT m.product_id, sum(m.quantity) AS quantity, sum(m.net) AS net
  FROM product_month m CROSS JOIN (SELECT 0 AS customer_id) whole
  WHERE m.month BETWEEN :first AND :last AND {visible} GROUP BY m.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
