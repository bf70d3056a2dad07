SELECT customer_id, month, orders, lines, units, manual_orders, manual_lines, export_orders, special_lines, return_orders,
  return_lines, own_return_orders, own_return_lines, sale_days, skus, revenue_without_cost
FROM customer_month WHERE month BETWEEN :first AND :last AND {visible}
ORDER BY month, customer_id
