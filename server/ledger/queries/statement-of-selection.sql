-- What the customers in sight sold for, and what each activity costs them, our own mistakes apart, all together. In one
-- statement, since handing over many customers takes as long as summing them. Totals may leave the safe range: they come as
-- text.
SELECT 'sales' AS part, 0 AS activity_number, FALSE AS own, '0' AS amount, '0' AS minutes,
  CAST(coalesce(sum(list_amount), 0) AS VARCHAR) AS list_amount, CAST(coalesce(sum(discount), 0) AS VARCHAR) AS discount,
  CAST(coalesce(sum(rebate), 0) AS VARCHAR) AS rebate, CAST(coalesce(sum(invoiced), 0) AS VARCHAR) AS invoiced,
  CAST(coalesce(sum(returned), 0) AS VARCHAR) AS returned
FROM {period:customer_month: customer_id, list_amount, discount, rebate, invoiced, returned} s
WHERE customer_id <> 0 AND {visible}
UNION ALL
SELECT 'costs', activity_number, own, CAST(sum(amount) AS VARCHAR), CAST(sum(minutes) AS VARCHAR), '0', '0', '0', '0', '0'
FROM {period:customer_cost: customer_id, activity_number, own, amount, minutes} c
WHERE customer_id <> 0 AND {visible}
GROUP BY activity_number, own
