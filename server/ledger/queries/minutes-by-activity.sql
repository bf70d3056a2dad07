SELECT activity_number, own, CAST(sum(minutes) AS VARCHAR) AS minutes FROM customer_cost
WHERE month BETWEEN :first AND :last AND {visible} GROUP BY activity_number, own ORDER BY activity_number, own
