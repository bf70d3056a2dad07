INSERT INTO customer_product_count
SELECT c.customer_id, c.month, c.previous_month, count(*) FROM customer_product_month c WHERE {where:c}
GROUP BY c.customer_id, c.month, c.previous_month
-- A period asks for its months' products that were not bought since it began: those lie together so.
ORDER BY c.month, c.previous_month, c.customer_id
