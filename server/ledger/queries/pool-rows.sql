-- Ledger rows of a pool, with what they state of its capacity.
SELECT month, amount, capacity, account, batch_id, row_number FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE pool = :pool AND month BETWEEN :first AND :last AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
ORDER BY month, batch_id, row_number
