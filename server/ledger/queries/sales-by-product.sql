-- What customers bought by product, less all rebates; of returns only these. Added up by number before products are looked
-- up: over millions of lines that is a third of the time. Totals may leave the safe range: they come in two parts, how often
-- they hold 2^20 and what is left.
SELECT s.product_id, p.special,
  {high:s.quantity} AS quantity_high, {low:s.quantity} AS quantity_low, {high:s.net} AS net_high, {low:s.net} AS net_low
FROM (
  SELECT l.product_id, sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END) AS quantity,
    sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate) AS net
  FROM order_line l
  WHERE l.month BETWEEN :first AND :last AND l.customer_id > 0 AND {counts:l} AND {visible:l}
  GROUP BY l.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
