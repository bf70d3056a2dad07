SELECT customer_id, month, flag, own, events, minutes, money FROM activity_month
WHERE activity = :activity AND month BETWEEN :first AND :last AND {visible}
ORDER BY customer_id, month, own, flag NULLS FIRST
