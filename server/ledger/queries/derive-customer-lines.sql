INSERT INTO customer_line
SELECT l.customer_id, l.month, l.product_id, l.batch_id, l.document_id, l.day, l.quantity, l.amount - l.rebate, l.cost, l.is_return,
  l.own, l.country_id, l.channel_id
FROM order_line l WHERE {where:l} ORDER BY l.customer_id, l.month
