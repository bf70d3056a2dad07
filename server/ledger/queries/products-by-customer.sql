SELECT customer_id, count(DISTINCT product_id) AS skus
FROM customer_product_month WHERE month BETWEEN :first AND :last AND {visible}
GROUP BY customer_id ORDER BY customer_id
