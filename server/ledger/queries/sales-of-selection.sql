-- What the customers in sight sold for, together; totals may leave the safe range, so they come as text.
-- Whole years of the period come as rows of their own.
SELECT CAST(coalesce(sum(list_amount), 0) AS VARCHAR) AS list_amount, CAST(coalesce(sum(discount), 0) AS VARCHAR) AS discount,
  CAST(coalesce(sum(rebate), 0) AS VARCHAR) AS rebate, CAST(coalesce(sum(invoiced), 0) AS VARCHAR) AS invoiced,
  CAST(coalesce(sum(returned), 0) AS VARCHAR) AS returned
FROM (
  SELECT customer_id, list_amount, discount, rebate, invoiced, returned FROM customer_month
  WHERE month BETWEEN :first AND :last AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, list_amount, discount, rebate, invoiced, returned FROM customer_year
  WHERE year BETWEEN :first_year AND :last_year) s
WHERE customer_id <> 0 AND {visible}
