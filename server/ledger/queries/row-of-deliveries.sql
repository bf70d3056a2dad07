-- One delivery of a file as it was kept.
SELECT CAST(coalesce(v.actual, v.promised) AS VARCHAR) AS day, v.customer_id, n.source_key AS number, d.source_key AS document,
  p.source_key AS product, p.name AS product_name, v.quantity, CAST(v.requested AS VARCHAR) AS requested,
  CAST(v.promised AS VARCHAR) AS promised, CAST(v.actual AS VARCHAR) AS actual, c.source_key AS country, r.source_key AS reason, v.cause
FROM delivery v JOIN document n ON n.document_id = v.delivery_id LEFT JOIN document d ON d.document_id = v.document_id
  LEFT JOIN current_product p ON p.product_id = v.product_id LEFT JOIN label c ON c.label_id = v.country_id
  LEFT JOIN label r ON r.label_id = v.reason_id
WHERE v.batch_id = :batch AND v.row_number = :row AND {visible:v}
