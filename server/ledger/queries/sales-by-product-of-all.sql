-- The same as sales-by-product for who sees the whole company, of two periods at once: {visible} holds for customer 0 only.
SELECT s.product_id, p.special,
  {high:s.quantity} AS quantity_high, {low:s.quantity} AS quantity_low, {high:s.net} AS net_high, {low:s.net} AS net_low,
  {high:s.quantity_before} AS quantity_before_high, {low:s.quantity_before} AS quantity_before_low,
  {high:s.net_before} AS net_before_high, {low:s.net_before} AS net_before_low
FROM (
  SELECT m.product_id,
    coalesce(sum(m.quantity) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS quantity,
    coalesce(sum(m.net) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS net,
    coalesce(sum(m.quantity) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS quantity_before,
    coalesce(sum(m.net) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS net_before
  FROM product_month m CROSS JOIN (SELECT 0 AS customer_id) whole
  WHERE (m.month BETWEEN :first AND :last OR m.month BETWEEN :first_before AND :last_before) AND {visible}
  GROUP BY m.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
