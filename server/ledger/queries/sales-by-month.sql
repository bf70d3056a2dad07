SELECT month,
  list_amount, discount, rebate, invoiced, returned, known_cost,
  orders, lines, units, manual_orders, manual_lines, export_orders, special_lines, return_orders, return_lines,
  own_return_orders, own_return_lines, sale_days, skus
FROM customer_month WHERE customer_id = :customer AND month BETWEEN :first AND :last AND {visible} ORDER BY month
