-- A product counts once in the period: in its first month there, which has none before it in the period. What was undone
-- leaves counts that sum to zero. Sums of integers as doubles: exact below 2^53.
SELECT customer_id, sum(CAST(products AS DOUBLE PRECISION)) AS skus FROM customer_product_count
WHERE month BETWEEN :first AND :last AND previous_month < :first AND {visible}
GROUP BY customer_id HAVING sum(CAST(products AS DOUBLE PRECISION)) > 0 ORDER BY customer_id
