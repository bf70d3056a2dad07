-- One row of a pool's amounts as it was kept.
SELECT b.month, b.pool, b.amount, b.capacity AS minutes, b.account
FROM pool_amount b CROSS JOIN (SELECT 0 AS customer_id) whole WHERE b.batch_id = :batch AND b.row_number = :row AND {visible}
