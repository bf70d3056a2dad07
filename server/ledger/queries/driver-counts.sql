-- One customer's activities in a period by kind and flag, our own mistakes left out as its costs leave them out.
SELECT activity, flag, sum(CAST(events AS DOUBLE PRECISION)) AS events, sum(CAST(minutes AS DOUBLE PRECISION)) AS minutes
FROM activity_month
WHERE customer_id = :customer AND month BETWEEN :first AND :last AND NOT own AND {visible}
GROUP BY activity, flag ORDER BY activity, flag NULLS FIRST
