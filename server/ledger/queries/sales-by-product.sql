-- What customers bought by product, less all rebates; of returns only these. Added up by number before products are looked
-- up: over millions of lines that is a third of the time. Totals beyond the safe range come as text, the others as numbers.
SELECT s.product_id, p.special,
  CAST(CASE WHEN abs(s.quantity) < 9000000000000000 THEN s.quantity END AS BIGINT) AS quantity,
  CAST(CASE WHEN abs(s.quantity) >= 9000000000000000 THEN s.quantity END AS VARCHAR) AS great_quantity,
  CAST(CASE WHEN abs(s.net) < 9000000000000000 THEN s.net END AS BIGINT) AS net,
  CAST(CASE WHEN abs(s.net) >= 9000000000000000 THEN s.net END AS VARCHAR) AS great_net
FROM (
  SELECT l.product_id, sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END) AS quantity,
    sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate) AS net
  FROM order_line l
  WHERE l.month BETWEEN :first AND :last AND l.customer_id > 0 AND {counts:l} AND {visible:l}
  GROUP BY l.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
