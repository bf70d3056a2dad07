SELECT coalesce(r.name, p.source_key) AS label, r.row_number FROM product_record r JOIN product p ON p.product_id = r.product_id
CROSS JOIN (SELECT 0 AS customer_id) whole WHERE r.batch_id = :batch AND r.stated AND {visible} ORDER BY r.row_number
