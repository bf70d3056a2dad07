SELECT customer_id,
  sum(CAST(orders AS DOUBLE PRECISION)) AS orders, sum(CAST(lines AS DOUBLE PRECISION)) AS lines, sum(CAST(units AS DOUBLE PRECISION)) AS units,
  sum(CAST(manual_orders AS DOUBLE PRECISION)) AS manual_orders, sum(CAST(manual_lines AS DOUBLE PRECISION)) AS manual_lines,
  sum(CAST(export_orders AS DOUBLE PRECISION)) AS export_orders, sum(CAST(special_lines AS DOUBLE PRECISION)) AS special_lines,
  sum(CAST(return_orders AS DOUBLE PRECISION)) AS return_orders, sum(CAST(return_lines AS DOUBLE PRECISION)) AS return_lines,
  sum(CAST(own_return_orders AS DOUBLE PRECISION)) AS own_return_orders, sum(CAST(own_return_lines AS DOUBLE PRECISION)) AS own_return_lines,
  sum(CAST(sale_days AS DOUBLE PRECISION)) AS sale_days,
  sum(CAST(invoiced AS DOUBLE PRECISION)) AS invoiced, sum(CAST(returned AS DOUBLE PRECISION)) AS returned, sum(CAST(rebate AS DOUBLE PRECISION)) AS rebate,
  CAST(min(first_day) AS VARCHAR) AS first_day, CAST(max(last_day) AS VARCHAR) AS last_day
FROM customer_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
