-- The same as sales-by-product of the customers with certain values of a field, from the sums that are there; `months` says of how
-- many months that is. {visible} holds for customer 0 only.
SELECT s.product_id, p.special,
  {high:s.quantity} AS quantity_high, {low:s.quantity} AS quantity_low, {high:s.net} AS net_high, {low:s.net} AS net_low,
  (SELECT count(*) FROM summed_field_month m WHERE m.field_id = :field AND m.month BETWEEN :first AND :last) AS months
FROM (
  SELECT f.product_id, sum(f.quantity) AS quantity, sum(f.net) AS net
  FROM field_product_month f CROSS JOIN (SELECT 0 AS customer_id) whole
  WHERE f.field_id = :field AND f.month BETWEEN :first AND :last AND f.code IN (SELECT unnest(:codes)) AND {visible}
  GROUP BY f.product_id) s
JOIN current_product p ON p.product_id = s.product_id ORDER BY s.product_id
