-- One payment of a file as it was kept.
SELECT CAST(coalesce(y.paid, y.due) AS VARCHAR) AS day, y.customer_id, n.source_key AS number, d.source_key AS document,
  CAST(y.due AS VARCHAR) AS due, CAST(y.paid AS VARCHAR) AS paid, y.amount
FROM payment y JOIN document n ON n.document_id = y.payment_id LEFT JOIN document d ON d.document_id = y.document_id
WHERE y.batch_id = :batch AND y.row_number = :row AND {visible:y}
