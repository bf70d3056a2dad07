-- One row of a file as it was kept: of order lines and returns, activities, or amounts of pools.
SELECT 'line' AS kind, CAST(l.day AS VARCHAR) AS day, l.customer_id, CASE WHEN l.is_return THEN 'Return' ELSE 'Order' END AS document,
  d.source_key AS reference, p.source_key AS product, p.name AS product_name, l.quantity, l.list_amount, l.discount, l.rebate, l.amount,
  l.cost, c.source_key AS country, h.source_key AS channel, l.own, r.source_key AS reason,
  CAST(NULL AS VARCHAR) AS activity, CAST(NULL AS BIGINT) AS minutes, CAST(NULL AS VARCHAR) AS flag, CAST(NULL AS VARCHAR) AS pool,
  CAST(NULL AS VARCHAR) AS account
FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
  LEFT JOIN label c ON c.label_id = l.country_id LEFT JOIN label h ON h.label_id = l.channel_id
  LEFT JOIN label r ON r.label_id = l.reason_id
WHERE l.batch_id = :batch AND l.row_number = :row AND {visible:l}
UNION ALL
SELECT 'activity', CAST(a.day AS VARCHAR), a.customer_id, 'Order', d.source_key, NULL, NULL, a.events, NULL, NULL, NULL, a.money,
  NULL, NULL, NULL, a.own, NULL, a.activity, a.minutes, a.flag, NULL, NULL
FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
WHERE a.batch_id = :batch AND a.row_number = :row AND {visible:a}
UNION ALL
SELECT 'pool', concat({divided:b.month / 100}, '-', lpad(CAST(b.month % 100 AS VARCHAR), 2, '0')), NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, NULL, b.amount, NULL, NULL, NULL, NULL, NULL, NULL, b.capacity, NULL, b.pool, b.account
FROM pool_amount b CROSS JOIN (SELECT 0 AS customer_id) whole WHERE b.batch_id = :batch AND b.row_number = :row AND {visible}
