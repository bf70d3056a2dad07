SELECT * FROM (
  SELECT CASE WHEN l.is_return THEN 'return' ELSE 'sale' END AS kind, CAST(l.day AS VARCHAR) AS day, d.source_key AS reference,
    p.source_key AS product, p.name AS product_name, l.quantity, l.amount, l.cost, CAST(NULL AS BIGINT) AS minutes, r.source_key AS note,
    l.batch_id, l.row_number
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
    LEFT JOIN label r ON r.label_id = l.reason_id
  WHERE l.customer_id = :customer AND l.month BETWEEN :first AND :last
    AND l.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:l}
  UNION ALL
  SELECT 'activity', CAST(a.day AS VARCHAR), a.activity, NULL, NULL, a.events, a.money, CAST(NULL AS BIGINT), a.minutes,
    concat_ws(', ', a.flag, CASE WHEN a.own THEN 'our own mistake' END, d.source_key), a.batch_id, a.row_number
  FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
  WHERE a.customer_id = :customer AND a.month BETWEEN :first AND :last
    AND a.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:a}) f
WHERE (:kind = '' OR kind = :kind)
ORDER BY day DESC, reference DESC NULLS LAST, batch_id, row_number LIMIT :limit OFFSET :offset
