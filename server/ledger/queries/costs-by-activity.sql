-- What each activity costs, what belongs to no customer and our own mistakes apart. Totals may leave the safe range: they
-- come as text.
SELECT activity_number, own, customer_id = 0 AS nobody, CAST(sum(amount) AS VARCHAR) AS amount FROM customer_cost
WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY activity_number, own, customer_id = 0 ORDER BY activity_number, own, nobody
