-- What each activity costs, what belongs to no customer and our own mistakes apart. Totals may leave the safe range: they
-- come as text.
SELECT activity_number, own, customer_id = 0 AS nobody, CAST(sum(amount) AS VARCHAR) AS amount
FROM {period:customer_cost: customer_id, activity_number, own, amount} c
WHERE {visible} GROUP BY activity_number, own, customer_id = 0 ORDER BY activity_number, own, nobody
