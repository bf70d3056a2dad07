SELECT min(month) AS first_month, max(month) AS last_month, CAST(max(last_day) AS VARCHAR) AS last_day
FROM customer_month WHERE {visible}
