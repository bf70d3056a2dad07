-- What each month of customers cost, our own mistakes left out: an activity each, and -1 for assumed product cost. Whoever reads
-- leaves out what cost nothing: to ask for it here would read the amounts of all customers.
SELECT customer_id, month, activity_number, amount FROM (
  SELECT customer_id, month, activity_number, amount FROM customer_cost WHERE NOT own
  UNION ALL SELECT customer_id, month, -1, product_cost FROM customer_month_cost) c
WHERE month BETWEEN :first AND :last AND {visible, together} ORDER BY customer_id, month, activity_number
