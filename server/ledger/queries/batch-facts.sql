-- The rows that a file brought: in the order of the file where they are counted, else the largest first.
SELECT * FROM (
  SELECT concat(CASE WHEN l.is_return THEN 'Return ' ELSE 'Order ' END, d.source_key, ', ', coalesce(p.name, p.source_key)) AS label,
    CASE :measure WHEN 'count' THEN 1000000 WHEN 'rebate' THEN l.rebate ELSE l.amount END AS value, l.month,
    CAST(l.day AS VARCHAR) AS day, l.row_number
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
  WHERE l.batch_id = :batch AND {visible:l}
  UNION ALL
  SELECT concat(a.activity, CASE WHEN a.flag IS NULL THEN '' ELSE concat(', ', a.flag) END),
    CASE :measure WHEN 'count' THEN 1000000 WHEN 'rebate' THEN 0 ELSE a.money END, a.month, CAST(a.day AS VARCHAR), a.row_number
  FROM activity a WHERE a.batch_id = :batch AND {visible:a}
  UNION ALL
  SELECT concat('Delivery ', n.source_key, CASE WHEN v.actual IS NULL THEN ', not yet delivered' ELSE '' END),
    CASE :measure WHEN 'count' THEN 1000000 ELSE 0 END, v.month, CAST(coalesce(v.actual, v.promised) AS VARCHAR), v.row_number
  FROM delivery v JOIN document n ON n.document_id = v.delivery_id WHERE v.batch_id = :batch AND {visible:v}
  UNION ALL
  SELECT concat('Payment ', n.source_key, CASE WHEN y.paid IS NULL THEN ', open' ELSE '' END),
    CASE :measure WHEN 'count' THEN 1000000 WHEN 'rebate' THEN 0 ELSE y.amount END, y.month, CAST(coalesce(y.paid, y.due) AS VARCHAR),
    y.row_number
  FROM payment y JOIN document n ON n.document_id = y.payment_id WHERE y.batch_id = :batch AND {visible:y}
  UNION ALL
  SELECT concat(b.pool, CASE WHEN b.account IS NULL THEN '' ELSE concat(', account ', b.account) END),
    CASE :measure WHEN 'count' THEN 1000000 WHEN 'rebate' THEN 0 ELSE b.amount END, b.month, CAST(NULL AS VARCHAR), b.row_number
  FROM pool_amount b CROSS JOIN (SELECT 0 AS customer_id) whole WHERE b.batch_id = :batch AND {visible}) f
WHERE month BETWEEN :first AND :last AND value IS NOT NULL AND value <> 0
ORDER BY CASE WHEN :measure = 'count' THEN 0 ELSE abs(value) END DESC, row_number
