SELECT customer_id,
  sum(CAST(orders AS DOUBLE)) AS orders, sum(CAST(lines AS DOUBLE)) AS lines, sum(CAST(units AS DOUBLE)) AS units,
  sum(CAST(manual_orders AS DOUBLE)) AS manual_orders, sum(CAST(manual_lines AS DOUBLE)) AS manual_lines,
  sum(CAST(export_orders AS DOUBLE)) AS export_orders, sum(CAST(special_lines AS DOUBLE)) AS special_lines,
  sum(CAST(return_orders AS DOUBLE)) AS return_orders, sum(CAST(return_lines AS DOUBLE)) AS return_lines,
  sum(CAST(own_return_orders AS DOUBLE)) AS own_return_orders, sum(CAST(own_return_lines AS DOUBLE)) AS own_return_lines,
  sum(CAST(sale_days AS DOUBLE)) AS sale_days,
  sum(CAST(invoiced AS DOUBLE)) AS invoiced, sum(CAST(returned AS DOUBLE)) AS returned, sum(CAST(rebate AS DOUBLE)) AS rebate,
  CAST(min(first_day) AS VARCHAR) AS first_day, CAST(max(last_day) AS VARCHAR) AS last_day
FROM customer_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
