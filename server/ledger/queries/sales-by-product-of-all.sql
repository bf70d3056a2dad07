-- The same as sales-by-product for who sees the whole company: {visible} holds for customer 0 only.
SELECT s.product_id, p.special,
  CAST(CASE WHEN abs(s.quantity) < 9000000000000000 THEN s.quantity END AS BIGINT) AS quantity,
  CAST(CASE WHEN abs(s.quantity) >= 9000000000000000 THEN s.quantity END AS VARCHAR) AS great_quantity,
  CAST(CASE WHEN abs(s.net) < 9000000000000000 THEN s.net END AS BIGINT) AS net,
  CAST(CASE WHEN abs(s.net) >= 9000000000000000 THEN s.net END AS VARCHAR) AS great_net
FROM (
  SELECT m.product_id, sum(m.quantity) AS quantity, sum(m.net) AS net
  FROM product_month m CROSS JOIN (SELECT 0 AS customer_id) whole
  WHERE m.month BETWEEN :first AND :last AND {visible} GROUP BY m.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
