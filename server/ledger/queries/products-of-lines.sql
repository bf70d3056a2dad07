-- Products of lines that were read of a customer, in the order in which ties of an allocation fall.
SELECT p.product_id, p.source_key, p.name, p.special, p.product_group
FROM current_product p CROSS JOIN (SELECT CAST(:customer AS INTEGER) AS customer_id) w
WHERE p.product_id IN (SELECT unnest(:products)) AND {visible:w}
ORDER BY p.source_key
