SELECT customer_id, month, activity, flag, own, events, minutes, money FROM activity_month
WHERE month BETWEEN :first AND :last AND {visible} ORDER BY month, customer_id
