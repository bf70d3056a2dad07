-- Products that customers ever bought, in the order in which ties of an allocation fall.
SELECT p.product_id, p.source_key, p.name, p.special, p.product_group FROM current_product p
WHERE p.product_id IN (SELECT b.product_id FROM customer_product_last b WHERE {visible:b})
ORDER BY p.source_key
