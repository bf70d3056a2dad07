-- What each activity costs customers together, our own mistakes apart. Totals may leave the safe range: they come as text.
SELECT activity_number, own, CAST(sum(amount) AS VARCHAR) AS amount FROM customer_cost
WHERE month BETWEEN :first AND :last AND customer_id > 0 AND {visible}
GROUP BY activity_number, own ORDER BY activity_number, own
