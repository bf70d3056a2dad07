-- What each month of customers cost, our own mistakes left out: an activity each, and -1 for assumed product cost. To leave out
-- here what cost nothing would read all amounts, for the few that there are of a few customers.
SELECT customer_id, month, activity_number, amount FROM (
  SELECT customer_id, month, activity_number, amount FROM customer_cost WHERE NOT own
  UNION ALL SELECT customer_id, month, -1, product_cost FROM customer_month_cost) c
WHERE month BETWEEN :first AND :last AND {visible, together} ORDER BY customer_id, month, activity_number
