-- What each activity costs, what belongs to no customer and our own mistakes apart. Totals may leave the safe range: they
-- come as text. Whole years of the period come as rows of their own.
SELECT activity_number, own, customer_id = 0 AS nobody, CAST(sum(amount) AS VARCHAR) AS amount
FROM (
  SELECT customer_id, activity_number, own, amount FROM customer_cost
  WHERE month BETWEEN :first_odd AND :last_odd AND month NOT BETWEEN :first_year * 100 AND :last_year * 100 + 99
  UNION ALL
  SELECT customer_id, activity_number, own, amount FROM customer_year_activity
  WHERE year BETWEEN :first_year AND :last_year) c
WHERE {visible} GROUP BY activity_number, own, customer_id = 0 ORDER BY activity_number, own, nobody
