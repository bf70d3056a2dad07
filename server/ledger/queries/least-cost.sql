-- The lowest cost of a customer's month: an engine that keeps the range of a column reads no row for it.
SELECT coalesce(min(amount), 0) AS least FROM customer_cost WHERE {visible}
