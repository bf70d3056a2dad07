-- A product counts once in the period: in its first month there, which has none before it in the period.
SELECT customer_id, count(*) AS skus FROM customer_product_month
WHERE month BETWEEN :first AND :last AND previous_month < :first AND {visible}
GROUP BY customer_id ORDER BY customer_id
