SELECT customer_id,
  CAST(sum(orders) AS BIGINT) AS orders, CAST(sum(lines) AS BIGINT) AS lines, CAST(sum(units) AS BIGINT) AS units,
  CAST(sum(manual_orders) AS BIGINT) AS manual_orders, CAST(sum(manual_lines) AS BIGINT) AS manual_lines,
  CAST(sum(export_orders) AS BIGINT) AS export_orders, CAST(sum(special_lines) AS BIGINT) AS special_lines,
  CAST(sum(return_orders) AS BIGINT) AS return_orders, CAST(sum(return_lines) AS BIGINT) AS return_lines,
  CAST(sum(own_return_orders) AS BIGINT) AS own_return_orders, CAST(sum(own_return_lines) AS BIGINT) AS own_return_lines,
  CAST(sum(sale_days) AS BIGINT) AS sale_days,
  CAST(sum(invoiced) AS BIGINT) AS invoiced, CAST(sum(returned) AS BIGINT) AS returned, CAST(sum(rebate) AS BIGINT) AS rebate,
  CAST(min(first_day) AS VARCHAR) AS first_day, CAST(max(last_day) AS VARCHAR) AS last_day
FROM customer_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
