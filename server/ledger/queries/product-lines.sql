-- Lines of customers as their costs are spread over products: net of rebates, with the product cost that anybody states.
-- By customer first: a month, of which every block has lines, is asked of what is left, or all blocks' are read for it.
WITH mine AS MATERIALIZED (
  SELECT l.customer_id, l.month, l.product_id, l.document_id, l.quantity, l.net, l.day, l.cost, l.is_return, l.own, l.channel_id,
    l.country_id
  FROM customer_line l WHERE {visible:l, together})
SELECT l.customer_id, l.month, l.product_id, l.document_id, l.quantity, l.net,
  CAST(l.day - DATE '1970-01-01' AS INTEGER) AS day_number,
  coalesce(l.cost, CASE WHEN p.unit_cost IS NULL THEN NULL ELSE {half_even:l.quantity * p.unit_cost} END) AS product_cost,
  l.is_return, l.own, p.special,
  coalesce(l.channel_id = (SELECT label_id FROM label WHERE source_key = 'manual'), FALSE) AS manual,
  l.country_id IS NOT NULL AND l.country_id <> coalesce((SELECT label_id FROM label WHERE source_key = :home_country), -1)
    AND CAST(:home_country AS VARCHAR) IS NOT NULL AS export
FROM mine l JOIN current_product p ON p.product_id = l.product_id
WHERE l.month BETWEEN :first AND :last
ORDER BY l.customer_id, l.month
