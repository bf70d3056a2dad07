-- One order line or return of a file as it was kept.
SELECT CAST(l.day AS VARCHAR) AS day, l.customer_id, l.is_return, d.source_key AS document, p.source_key AS product,
  p.name AS product_name, l.quantity, l.list_amount, l.discount, l.rebate, l.amount, l.cost, c.source_key AS country,
  h.source_key AS channel, l.own, r.source_key AS reason
FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
  LEFT JOIN label c ON c.label_id = l.country_id LEFT JOIN label h ON h.label_id = l.channel_id
  LEFT JOIN label r ON r.label_id = l.reason_id
WHERE l.batch_id = :batch AND l.row_number = :row AND {visible:l}
