SELECT month,
  list_amount, discount, rebate, invoiced, returned, known_cost + coalesce(product_cost, 0) AS known_cost,
  coalesce(product_cost, 0) AS cost_by_share,
  orders, lines, units, manual_orders, manual_lines, export_orders, special_lines, return_orders, return_lines,
  own_return_orders, own_return_lines, sale_days, skus
FROM customer_month LEFT JOIN customer_month_cost USING (customer_id, month) WHERE customer_id = :customer AND month BETWEEN :first AND :last AND {visible} ORDER BY month
