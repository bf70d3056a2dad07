SELECT month, activity_number, own, amount, minutes
FROM customer_cost WHERE customer_id = :customer AND month BETWEEN :first AND :last AND {visible} ORDER BY month, activity_number
