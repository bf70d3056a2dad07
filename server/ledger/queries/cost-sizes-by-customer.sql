-- Cost by size, so that no credit hides a cost; of it that of some activities. Doubles are exact below 2^53.
SELECT customer_id, sum(abs(amount)) AS cost,
  sum(CASE WHEN activity_number IN (SELECT unnest(:activities)) THEN abs(amount) ELSE 0 END) AS assumed
FROM (
  SELECT customer_id, activity_number, sum(CAST(amount AS DOUBLE PRECISION)) AS amount FROM customer_cost
  WHERE own = :own AND month BETWEEN :first AND :last AND {visible} GROUP BY customer_id, activity_number) c
GROUP BY customer_id ORDER BY customer_id
