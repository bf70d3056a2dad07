-- Only the drivers, own mistakes counted along: a customer stands beside all its peers, so each column more counts.
-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses.
SELECT customer_id,
  sum(CAST(orders AS DOUBLE PRECISION)) AS orders, sum(CAST(lines AS DOUBLE PRECISION)) AS lines, sum(CAST(units AS DOUBLE PRECISION)) AS units,
  sum(CAST(manual_orders AS DOUBLE PRECISION)) AS manual_orders, sum(CAST(manual_lines AS DOUBLE PRECISION)) AS manual_lines,
  sum(CAST(export_orders AS DOUBLE PRECISION)) AS export_orders, sum(CAST(special_lines AS DOUBLE PRECISION)) AS special_lines,
  sum(CAST(return_orders + own_return_orders AS DOUBLE PRECISION)) AS return_orders,
  sum(CAST(return_lines + own_return_lines AS DOUBLE PRECISION)) AS return_lines,
  sum(CAST(sale_days AS DOUBLE PRECISION)) AS sale_days
FROM {period:customer_month: customer_id, orders, lines, units, manual_orders, manual_lines, export_orders, special_lines,
    return_orders, own_return_orders, return_lines, own_return_lines, sale_days} s
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
