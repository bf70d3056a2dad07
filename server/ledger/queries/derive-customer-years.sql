INSERT INTO customer_year
SELECT customer_id, year, CAST(sum(list_amount) AS BIGINT), CAST(sum(discount) AS BIGINT), CAST(sum(rebate) AS BIGINT),
  CAST(sum(invoiced) AS BIGINT), CAST(sum(returned) AS BIGINT), CAST(sum(known_cost) AS BIGINT),
  CAST(sum(revenue_without_cost) AS BIGINT), CAST(sum(orders) AS BIGINT), CAST(sum(lines) AS BIGINT), CAST(sum(units) AS BIGINT),
  CAST(sum(manual_orders) AS BIGINT), CAST(sum(manual_lines) AS BIGINT), CAST(sum(export_orders) AS BIGINT),
  CAST(sum(special_lines) AS BIGINT), CAST(sum(return_orders) AS BIGINT), CAST(sum(return_lines) AS BIGINT),
  CAST(sum(own_return_orders) AS BIGINT), CAST(sum(own_return_lines) AS BIGINT), CAST(sum(sale_days) AS BIGINT),
  min(first_day), max(last_day)
FROM (
  SELECT m.*, CAST(floor(m.month / 100.0) AS INTEGER) AS year FROM customer_month m {years:m} WHERE {where_years:m}) s
GROUP BY customer_id, year ORDER BY year, customer_id
