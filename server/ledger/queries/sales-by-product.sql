-- What customers bought by product in two periods, less all rebates; of returns only these. Totals may leave the safe range: they come as text.
SELECT p.source_key AS product, max(p.name) AS name, max(CASE WHEN p.special THEN 1 ELSE 0 END) AS special,
  CAST(sum(CASE WHEN l.month BETWEEN :first_before AND :last_before AND NOT l.is_return THEN l.quantity ELSE 0 END) AS VARCHAR) AS quantity_before,
  CAST(sum(CASE WHEN l.month BETWEEN :first_before AND :last_before THEN CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate ELSE 0 END) AS VARCHAR) AS net_before,
  CAST(sum(CASE WHEN l.month BETWEEN :first AND :last AND NOT l.is_return THEN l.quantity ELSE 0 END) AS VARCHAR) AS quantity,
  CAST(sum(CASE WHEN l.month BETWEEN :first AND :last THEN CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate ELSE 0 END) AS VARCHAR) AS net
FROM order_line l JOIN current_product p ON p.product_id = l.product_id
WHERE (l.month BETWEEN :first_before AND :last_before OR l.month BETWEEN :first AND :last)
  AND l.customer_id > 0 AND l.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:l}
GROUP BY p.product_id, p.source_key ORDER BY p.source_key
