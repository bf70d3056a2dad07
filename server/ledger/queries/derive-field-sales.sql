INSERT INTO field_product_month
SELECT :field, l.month, coalesce(c.code, 0) AS code, l.product_id,
  CAST(sum(CASE WHEN l.is_return THEN 0 ELSE l.quantity END) AS BIGINT),
  CAST(sum(CASE WHEN l.is_return THEN 0 ELSE l.amount END - l.rebate) AS BIGINT)
FROM order_line l LEFT JOIN customer_code c ON c.customer_id = l.customer_id
WHERE l.month = :month AND l.customer_id > 0 AND {counts:l}
-- Values are asked for one or a few at a time: those of the others then go unread.
GROUP BY l.month, coalesce(c.code, 0), l.product_id ORDER BY code, l.product_id
