-- Which files made each month: their rows in it, and what these state.
SELECT batch_id, month, count(*) AS facts, CAST(sum(amount) AS VARCHAR) AS amount FROM (
  SELECT batch_id, month, amount FROM order_line WHERE {visible}
  UNION ALL SELECT batch_id, month, coalesce(money, 0) FROM activity WHERE {visible}
  UNION ALL SELECT batch_id, month, amount FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole WHERE {visible}) f
WHERE month BETWEEN :first AND :last GROUP BY batch_id, month ORDER BY month, batch_id
