INSERT INTO customer_year
SELECT customer_id, year, CAST(sum(list_amount) AS BIGINT), CAST(sum(discount) AS BIGINT), CAST(sum(rebate) AS BIGINT),
  CAST(sum(invoiced) AS BIGINT), CAST(sum(returned) AS BIGINT), CAST(sum(known_cost) AS BIGINT), CAST(sum(lines) AS BIGINT)
FROM (
  SELECT customer_id, CAST(floor(month / 100.0) AS INTEGER) AS year, list_amount, discount, rebate, invoiced, returned, known_cost,
    lines + return_lines + own_return_lines AS lines
  FROM customer_month WHERE {touched}) m
GROUP BY customer_id, year
