-- The fast path of activityMonths() in the engine.
INSERT INTO activity_month
SELECT customer_id, month, activity, flag, own, CAST(sum(events) AS BIGINT), CAST(coalesce(sum(minutes), 0) AS BIGINT),
  CAST(coalesce(sum(money), 0) AS BIGINT)
FROM activity
WHERE {touched}
GROUP BY customer_id, month, activity, flag, own
ORDER BY month, customer_id
