-- How orders of customers were handled: changes after confirmation and those in the frozen window, money of expedites.
SELECT customer_id,
  CAST(sum(CASE WHEN activity = :change THEN events ELSE 0 END) AS BIGINT) AS changes,
  CAST(sum(CASE WHEN activity = :change AND flag = :frozen THEN events ELSE 0 END) AS BIGINT) AS frozen
FROM activity_month WHERE NOT own AND month <= :last AND {visible} GROUP BY customer_id ORDER BY customer_id
