SELECT CAST(coalesce(sum(lines), 0) AS VARCHAR) AS lines, CAST(coalesce(sum(minutes), 0) AS VARCHAR) AS minutes FROM (
  SELECT customer_id, lines + return_lines + own_return_lines AS lines, 0 AS minutes FROM customer_month
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, lines + return_lines + own_return_lines, 0 FROM customer_year
  WHERE year BETWEEN :first_year AND :last_year
  UNION ALL
  SELECT customer_id, 0, minutes FROM customer_month_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, 0, minutes FROM customer_year_cost WHERE year BETWEEN :first_year AND :last_year) a
WHERE {visible}
