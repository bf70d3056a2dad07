-- What each activity costs the customers in sight, together, our own mistakes apart. Totals may leave the safe range: they
-- come as text.
SELECT activity_number, own, CAST(sum(amount) AS VARCHAR) AS amount, CAST(sum(minutes) AS VARCHAR) AS minutes
FROM customer_cost WHERE month BETWEEN :first AND :last AND customer_id <> 0 AND {visible}
GROUP BY activity_number, own ORDER BY activity_number, own
