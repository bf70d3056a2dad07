-- Orders and returns that have a line before a period: they count in the month of their first. Numbers of orders grow with
-- time, so their range leaves most blocks of rows unread.
SELECT DISTINCT customer_id, document_id, is_return FROM order_line
WHERE month < :first AND document_id BETWEEN :least AND :most
  AND {counts} AND {visible}
