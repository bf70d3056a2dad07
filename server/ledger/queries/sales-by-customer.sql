SELECT customer_id,
  CAST(sum(list_amount) AS BIGINT) AS list_amount, CAST(sum(discount) AS BIGINT) AS discount, CAST(sum(rebate) AS BIGINT) AS rebate,
  CAST(sum(invoiced) AS BIGINT) AS invoiced, CAST(sum(returned) AS BIGINT) AS returned, CAST(sum(known_cost) AS BIGINT) AS known_cost,
  CAST(sum(lines + return_lines + own_return_lines) AS BIGINT) AS lines
FROM customer_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
