-- Facts of a customer, newest first. Days that a delivery or a payment tells apart stand as promised (or due) and actual (or paid).
SELECT * FROM (
  SELECT CASE WHEN l.is_return THEN 'return' ELSE 'sale' END AS kind, CAST(l.day AS VARCHAR) AS day, d.source_key AS reference,
    p.source_key AS product, p.name AS product_name, l.quantity, l.amount, l.cost, CAST(NULL AS BIGINT) AS minutes,
    r.source_key AS note, CAST(NULL AS VARCHAR) AS promised, CAST(NULL AS VARCHAR) AS actual, l.batch_id, l.row_number
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
    LEFT JOIN label r ON r.label_id = l.reason_id
  WHERE l.customer_id = :customer AND l.month BETWEEN :first AND :last
    AND l.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:l}
  UNION ALL
  SELECT 'activity', CAST(a.day AS VARCHAR), a.activity, NULL, NULL, a.events, a.money, NULL, a.minutes,
    concat_ws(', ', a.flag, CASE WHEN a.own THEN 'our own mistake' END, d.source_key), NULL, NULL, a.batch_id, a.row_number
  FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
  WHERE a.customer_id = :customer AND a.month BETWEEN :first AND :last
    AND a.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:a}
  UNION ALL
  SELECT 'delivery', CAST(coalesce(v.actual, v.promised) AS VARCHAR), n.source_key, p.source_key, p.name, v.quantity, NULL, NULL, NULL,
    concat_ws(', ', r.source_key, CASE WHEN v.cause IS NULL THEN NULL WHEN v.cause = 'own' THEN 'our own mistake'
      ELSE concat('caused by the ', v.cause) END), CAST(v.promised AS VARCHAR), CAST(v.actual AS VARCHAR), v.batch_id, v.row_number
  FROM delivery v JOIN document n ON n.document_id = v.delivery_id LEFT JOIN current_product p ON p.product_id = v.product_id
    LEFT JOIN label r ON r.label_id = v.reason_id
  WHERE v.customer_id = :customer AND v.month BETWEEN :first AND :last
    AND v.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:v}
  UNION ALL
  SELECT 'payment', CAST(coalesce(y.paid, y.due) AS VARCHAR), n.source_key, NULL, NULL, NULL, y.amount, NULL, NULL, d.source_key,
    CAST(y.due AS VARCHAR), CAST(y.paid AS VARCHAR), y.batch_id, y.row_number
  FROM payment y JOIN document n ON n.document_id = y.payment_id LEFT JOIN document d ON d.document_id = y.document_id
  WHERE y.customer_id = :customer AND y.month BETWEEN :first AND :last
    AND y.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:y}) f
WHERE (:kind = '' OR kind = :kind)
ORDER BY day DESC, reference DESC NULLS LAST, batch_id, row_number LIMIT :limit OFFSET :offset
