SELECT count(*) AS total FROM (
  SELECT CASE WHEN is_return THEN 'return' ELSE 'sale' END AS kind, customer_id, month, batch_id FROM order_line
  UNION ALL SELECT 'activity', customer_id, month, batch_id FROM activity
  UNION ALL SELECT 'delivery', customer_id, month, batch_id FROM delivery
  UNION ALL SELECT 'payment', customer_id, month, batch_id FROM payment) f
WHERE customer_id = :customer AND month BETWEEN :first AND :last AND (:kind = '' OR kind = :kind)
  AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
