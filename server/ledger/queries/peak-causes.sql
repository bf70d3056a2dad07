-- Who took more minutes of a pool in its fullest month than in its own average month, most first.
SELECT customer_id, in_peak, in_all / :months AS average FROM (
  SELECT customer_id, sum(CASE WHEN month = :peak THEN CAST(minutes AS DOUBLE PRECISION) ELSE 0 END) AS in_peak,
    sum(CAST(minutes AS DOUBLE PRECISION)) AS in_all
  FROM customer_cost
  WHERE month BETWEEN :first AND :last AND NOT own AND customer_id <> 0 AND {visible}
    AND activity_number IN (SELECT unnest(:activities))
  GROUP BY customer_id) taken
WHERE in_peak * :months > in_all ORDER BY in_peak - in_all / :months DESC, customer_id LIMIT :most
