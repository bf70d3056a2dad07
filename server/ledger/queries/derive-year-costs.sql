-- For a year with months that were just costed.
INSERT INTO customer_year_cost
SELECT customer_id, :year, CAST(sum(product_cost) AS BIGINT), CAST(sum(cost) AS BIGINT), CAST(sum(own) AS BIGINT),
  CAST(sum(minutes) AS BIGINT)
FROM customer_month_cost
WHERE month BETWEEN :year * 100 AND :year * 100 + 99
GROUP BY customer_id
