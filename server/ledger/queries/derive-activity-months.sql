-- The fast path of activityMonths() in the engine.
INSERT INTO activity_month
SELECT a.customer_id, a.month, a.activity, a.flag, a.own, CAST(sum(a.events) AS BIGINT), CAST(coalesce(sum(a.minutes), 0) AS BIGINT),
  CAST(coalesce(sum(a.money), 0) AS BIGINT)
FROM activity a {touched:a}
WHERE {where:a}
GROUP BY a.customer_id, a.month, a.activity, a.flag, a.own
ORDER BY a.month, a.customer_id
