-- Facts behind a figure, largest first. :measure says which amount of an order line counts; :activity names a kind of
-- activity instead; :product leaves lines of it alone, and activities that name an order with it; :own says whether what our own mistakes caused is in (all), out (without) or alone (only).
SELECT * FROM (
  SELECT concat(CASE WHEN l.is_return THEN 'Return ' ELSE 'Order ' END, d.source_key, ', ', coalesce(p.name, p.source_key)) AS label,
    CASE :measure WHEN 'list' THEN l.list_amount WHEN 'discount' THEN -l.discount WHEN 'rebate' THEN -l.rebate
      WHEN 'net' THEN l.amount - l.rebate
      WHEN 'correction' THEN CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.list_amount + l.discount
      WHEN 'cost' THEN -coalesce(l.cost, {half_even:l.quantity * p.unit_cost})
      WHEN 'uncosted' THEN CASE WHEN l.cost IS NULL AND p.unit_cost IS NULL THEN l.amount - l.rebate END
      WHEN 'quantity' THEN l.quantity * 1000 ELSE l.amount END AS value,
    CAST(l.day AS VARCHAR) AS day, l.batch_id, l.row_number
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id JOIN document d ON d.document_id = l.document_id
    LEFT JOIN label c ON c.label_id = l.country_id LEFT JOIN label h ON h.label_id = l.channel_id
  WHERE l.customer_id = :customer AND l.month BETWEEN :first AND :last AND :activity = ''
    AND (:product = '' OR p.source_key = :product)
    AND l.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:l}
    AND (:own = 'all' OR l.own = (:own = 'only'))
    AND (:lines = 'all' OR (:lines = 'sale' AND NOT l.is_return) OR (:lines = 'return' AND l.is_return)
      OR (:lines = 'special' AND p.special) OR (:lines = 'export' AND NOT l.is_return AND c.source_key <> :home_country)
      OR (:lines = 'manual' AND NOT l.is_return AND h.source_key = 'manual'))
  UNION ALL
  SELECT concat(a.activity, CASE WHEN a.flag IS NULL THEN '' ELSE concat(', ', a.flag) END, CASE WHEN a.own THEN ', our own mistake' ELSE '' END,
      CASE WHEN d.source_key IS NULL THEN '' ELSE concat(', order ', d.source_key) END),
    CASE :measure WHEN 'money' THEN a.money WHEN 'minutes' THEN a.minutes * 1000 ELSE a.events * 1000 END,
    CAST(a.day AS VARCHAR), a.batch_id, a.row_number
  FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
  WHERE a.customer_id = :customer AND a.month BETWEEN :first AND :last AND a.activity = :activity
    AND (:product = '' OR a.document_id IN (
      SELECT o.document_id FROM order_line o JOIN current_product q ON q.product_id = o.product_id
      WHERE o.customer_id = :customer AND q.source_key = :product AND o.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:o}))
    AND (:flag = '' OR a.flag = :flag) AND (:own = 'all' OR a.own = (:own = 'only'))
    AND a.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:a}) f
WHERE value IS NOT NULL AND (value <> 0 OR :measure = 'count')
ORDER BY abs(value) DESC, day, batch_id, row_number
