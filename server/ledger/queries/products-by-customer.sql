-- The inner DISTINCT is several times as fast as count(DISTINCT …).
SELECT customer_id, count(*) AS skus FROM (
  SELECT DISTINCT customer_id, product_id FROM customer_product_month
  WHERE month BETWEEN :first AND :last AND {visible}) bought
GROUP BY customer_id ORDER BY customer_id
