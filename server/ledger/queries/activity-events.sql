SELECT activity, CAST(sum(events) AS BIGINT) AS events FROM activity_month
WHERE month BETWEEN :first AND :last AND {visible} GROUP BY activity ORDER BY activity
