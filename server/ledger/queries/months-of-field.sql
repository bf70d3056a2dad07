-- Months with lines, and under which number the sums of a field lie that are there of them; -1 of those that are not.
-- {visible} holds for customer 0 only.
SELECT b.month, coalesce(max(s.field_id), -1) AS field_id, CAST(sum(b.lines) AS BIGINT) AS lines
FROM (SELECT month, sum(lines) AS lines FROM batch_month GROUP BY month) b
LEFT JOIN (
  SELECT m.month, m.field_id FROM summed_field f JOIN summed_field_month m ON m.field_id = f.field_id
  WHERE f.field = :field AND f.stamp = :stamp) s ON s.month = b.month
CROSS JOIN (SELECT 0 AS customer_id) whole
WHERE {visible} GROUP BY b.month ORDER BY b.month
