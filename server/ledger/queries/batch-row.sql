-- One row of a file as it was kept: of order lines and returns, activities, or amounts of pools.
SELECT 'line' AS kind, CAST(l.day AS VARCHAR) AS day, l.customer_id, CASE WHEN l.is_return THEN 'Return' ELSE 'Order' END AS document,
  d.source_key AS reference, p.source_key AS product, p.name AS product_name, l.quantity, l.list_amount, l.discount, l.rebate, l.amount,
  l.cost, c.source_key AS country, h.source_key AS channel, l.own, r.source_key AS reason
FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
  LEFT JOIN label c ON c.label_id = l.country_id LEFT JOIN label h ON h.label_id = l.channel_id
  LEFT JOIN label r ON r.label_id = l.reason_id
WHERE l.batch_id = :batch AND l.row_number = :row AND {visible:l}
UNION ALL BY NAME
SELECT 'activity' AS kind, CAST(a.day AS VARCHAR) AS day, a.customer_id, a.activity, a.events AS quantity, a.minutes, a.money AS amount,
  a.flag, a.own, 'Order' AS document, d.source_key AS reference
FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
WHERE a.batch_id = :batch AND a.row_number = :row AND {visible:a}
UNION ALL BY NAME
SELECT 'pool' AS kind, concat(b.month // 100, '-', lpad(CAST(b.month % 100 AS VARCHAR), 2, '0')) AS day, b.pool, b.amount,
  b.capacity AS minutes, b.account
FROM pool_amount b CROSS JOIN (SELECT 0 AS customer_id) whole WHERE b.batch_id = :batch AND b.row_number = :row AND {visible}
