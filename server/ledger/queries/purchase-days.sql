-- What customers bought on a day, and what they returned on it in a row of its own: the purchases that lifetime value counts. Product cost as it is
-- stated; the share of lines that state none is told by `uncosted`.
SELECT l.customer_id, CAST(l.day - DATE '1970-01-01' AS INTEGER) AS day_number,
  sum(CAST(l.amount - l.rebate AS DOUBLE PRECISION)) AS net, sum(CAST(l.quantity AS DOUBLE PRECISION)) AS units,
  sum(CAST(coalesce(l.cost, CASE WHEN p.unit_cost IS NULL THEN 0 ELSE {half_even:l.quantity * p.unit_cost} END) AS DOUBLE PRECISION)) AS product_cost,
  sum(CASE WHEN l.cost IS NULL AND p.unit_cost IS NULL THEN 1 ELSE 0 END) AS uncosted
FROM order_line l JOIN current_product p ON p.product_id = l.product_id
WHERE l.customer_id > 0 AND l.day <= CAST(:until AS DATE) AND {counts:l} AND {visible:l}
GROUP BY l.customer_id, l.day, l.is_return ORDER BY l.customer_id, l.day, l.is_return
