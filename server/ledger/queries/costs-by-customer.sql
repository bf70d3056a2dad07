SELECT customer_id, activity_number, own, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(minutes) AS BIGINT) AS minutes
FROM customer_cost WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id, activity_number, own ORDER BY customer_id, activity_number, own
