SELECT CAST(coalesce(sum(lines), 0) AS VARCHAR) AS lines, CAST(coalesce(sum(minutes), 0) AS VARCHAR) AS minutes FROM (
  SELECT customer_id, lines + return_lines + own_return_lines AS lines, 0 AS minutes
  FROM {period:customer_month: customer_id, lines, return_lines, own_return_lines} m
  UNION ALL
  SELECT customer_id, 0, minutes FROM {period:customer_month_cost: customer_id, minutes} c) a
WHERE {visible}
