INSERT INTO activity_month_cost
SELECT month, activity_number, own, customer_id = 0, sum(amount) FROM customer_cost WHERE {costed}
GROUP BY month, activity_number, own, customer_id = 0
