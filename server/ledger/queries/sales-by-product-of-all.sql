-- The same as sales-by-product for who sees the whole company, of two periods at once: {visible} holds for customer 0 only.
-- Sums of integers as doubles, of either part by itself: exact below 2^53.
SELECT s.*, p.special FROM (
  SELECT m.product_id,
    coalesce(sum(CAST({divided:m.quantity / 1048576} AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS quantity_high,
    coalesce(sum(CAST(m.quantity % 1048576 AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS quantity_low,
    coalesce(sum(CAST({divided:m.net / 1048576} AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS net_high,
    coalesce(sum(CAST(m.net % 1048576 AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first AND :last), 0) AS net_low,
    coalesce(sum(CAST({divided:m.quantity / 1048576} AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS quantity_before_high,
    coalesce(sum(CAST(m.quantity % 1048576 AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS quantity_before_low,
    coalesce(sum(CAST({divided:m.net / 1048576} AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS net_before_high,
    coalesce(sum(CAST(m.net % 1048576 AS DOUBLE PRECISION)) FILTER (WHERE m.month BETWEEN :first_before AND :last_before), 0) AS net_before_low
  FROM product_month m CROSS JOIN (SELECT 0 AS customer_id) whole
  WHERE (m.month BETWEEN :first AND :last OR m.month BETWEEN :first_before AND :last_before) AND {visible}
  GROUP BY m.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
