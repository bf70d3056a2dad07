-- Months with lines, activities or pools of the whole company, which stand under customer 0. Months of lines stand in their
-- control totals, a thousandth of the rows.
SELECT DISTINCT month FROM (
  SELECT 0 AS customer_id, month FROM batch_month WHERE lines > 0 AND batch_id IN (SELECT batch_id FROM kept_batch)
  UNION ALL SELECT customer_id, month FROM activity_month
  UNION ALL SELECT 0, month FROM pool_amount WHERE batch_id IN (SELECT batch_id FROM kept_batch)) m
WHERE month BETWEEN :first AND :last AND {visible} ORDER BY month
