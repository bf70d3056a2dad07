INSERT INTO customer_year
SELECT customer_id, year, CAST(sum(list_amount) AS BIGINT), CAST(sum(discount) AS BIGINT), CAST(sum(rebate) AS BIGINT),
  CAST(sum(invoiced) AS BIGINT), CAST(sum(returned) AS BIGINT), CAST(sum(known_cost) AS BIGINT), CAST(sum(lines) AS BIGINT)
FROM (
  SELECT m.customer_id, CAST(floor(m.month / 100.0) AS INTEGER) AS year, m.list_amount, m.discount, m.rebate, m.invoiced, m.returned,
    m.known_cost, m.lines + m.return_lines + m.own_return_lines AS lines
  FROM customer_month m {years:m} WHERE {where_years:m}) s
GROUP BY customer_id, year
