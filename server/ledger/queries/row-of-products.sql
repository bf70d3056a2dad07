-- One row of a products file as it was kept.
SELECT p.source_key AS product, r.name AS product_name, r.special, r.stage, r.product_group, r.unit, r.unit_cost, r.list_price
FROM product_record r JOIN product p ON p.product_id = r.product_id CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE r.batch_id = :batch AND r.row_number = :row AND r.stated AND {visible}
