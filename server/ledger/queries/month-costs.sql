-- What each month of customers cost, our own mistakes left out: an activity each, and -1 for assumed product cost.
SELECT customer_id, month, activity_number, amount FROM (
  SELECT customer_id, month, activity_number, amount FROM customer_cost WHERE NOT own AND amount <> 0
  UNION ALL SELECT customer_id, month, -1, product_cost FROM customer_month_cost WHERE product_cost <> 0) c
WHERE month BETWEEN :first AND :last AND {visible} ORDER BY customer_id, month, activity_number
