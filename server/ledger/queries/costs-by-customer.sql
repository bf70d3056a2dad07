-- Sums as doubles, which decode ten times faster; exact below 2^53, and the decoder refuses anything beyond.
SELECT customer_id, activity_number, own, CAST(sum(amount) AS DOUBLE) AS amount, CAST(sum(minutes) AS DOUBLE) AS minutes
FROM customer_cost WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id, activity_number, own ORDER BY customer_id, activity_number, own
