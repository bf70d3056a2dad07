-- The same as lines-and-minutes of each month, for who sees all or all but some. Totals may leave the safe range: they come as text.
SELECT month, CAST(sum(lines) AS VARCHAR) AS lines, CAST(sum(minutes) AS VARCHAR) AS minutes FROM (
  SELECT customer_id, month, lines + return_lines + own_return_lines AS lines, 0 AS minutes FROM customer_month
  UNION ALL
  SELECT customer_id, month, 0, minutes FROM customer_month_cost) a
WHERE month BETWEEN :first AND :last AND {visible} GROUP BY month ORDER BY month
