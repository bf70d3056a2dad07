SELECT activity_number, CAST(sum(amount) AS VARCHAR) AS amount FROM customer_cost
WHERE own = :own AND month BETWEEN :first AND :last AND {visible} GROUP BY activity_number ORDER BY activity_number
