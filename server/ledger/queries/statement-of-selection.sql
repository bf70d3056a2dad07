-- What the customers in sight sold for, and what each activity costs them, our own mistakes apart, all together. In one
-- statement, since handing over many customers takes as long as summing them. Totals may leave the safe range: they come as
-- text. Whole years of the period come as rows of their own.
SELECT 'sales' AS part, 0 AS activity_number, FALSE AS own, '0' AS amount, '0' AS minutes,
  CAST(coalesce(sum(list_amount), 0) AS VARCHAR) AS list_amount, CAST(coalesce(sum(discount), 0) AS VARCHAR) AS discount,
  CAST(coalesce(sum(rebate), 0) AS VARCHAR) AS rebate, CAST(coalesce(sum(invoiced), 0) AS VARCHAR) AS invoiced,
  CAST(coalesce(sum(returned), 0) AS VARCHAR) AS returned
FROM (
  SELECT customer_id, list_amount, discount, rebate, invoiced, returned FROM customer_month
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, list_amount, discount, rebate, invoiced, returned FROM customer_year
  WHERE year BETWEEN :first_year AND :last_year) s
WHERE customer_id <> 0 AND {visible}
UNION ALL
SELECT 'costs', activity_number, own, CAST(sum(amount) AS VARCHAR), CAST(sum(minutes) AS VARCHAR), '0', '0', '0', '0', '0'
FROM (
  SELECT customer_id, activity_number, own, amount, minutes FROM customer_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, activity_number, own, amount, minutes FROM customer_year_activity
  WHERE year BETWEEN :first_year AND :last_year) c
WHERE customer_id <> 0 AND {visible}
GROUP BY activity_number, own
