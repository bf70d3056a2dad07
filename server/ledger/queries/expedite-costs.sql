-- What some activities cost, as it is kept: by customer, month and cause.
SELECT customer_id, month, activity_number, own, minutes, amount FROM customer_cost
WHERE activity_number IN (SELECT unnest(:activities)) AND month BETWEEN :first AND :last AND {visible}
ORDER BY customer_id, month, activity_number, own
