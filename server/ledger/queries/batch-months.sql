-- What a file brought, month by month; amounts in the reporting currency, rebates apart.
SELECT month, count(*) AS facts, CAST(sum(amount) AS VARCHAR) AS amount, CAST(sum(rebate) AS VARCHAR) AS rebate FROM (
  SELECT month, amount, rebate FROM order_line WHERE batch_id = :batch AND {visible}
  UNION ALL SELECT month, coalesce(money, 0), 0 FROM activity WHERE batch_id = :batch AND {visible}
  UNION ALL SELECT month, 0, 0 FROM delivery WHERE batch_id = :batch AND {visible}
  UNION ALL SELECT month, amount, 0 FROM payment WHERE batch_id = :batch AND {visible}
  UNION ALL SELECT month, amount, 0 FROM pool_amount CROSS JOIN (SELECT 0 AS customer_id) whole WHERE batch_id = :batch AND {visible}) f
WHERE month BETWEEN :first AND :last GROUP BY month ORDER BY month
