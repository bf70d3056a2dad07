-- What some activities cost each customer: charged to it, or caused by our own mistakes.
SELECT customer_id, CAST(sum(amount) AS VARCHAR) AS amount, CAST(sum(minutes) AS VARCHAR) AS minutes
FROM customer_cost
WHERE activity_number IN (SELECT unnest(:activities)) AND own = :own AND month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
