SELECT customer_id, activity, CAST(sum(events) AS BIGINT) AS events
FROM activity_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id, activity ORDER BY customer_id, activity
