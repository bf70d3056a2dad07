-- Sums of integers as doubles: exact below 2^53, beyond which the decoder refuses; five times as fast as wider ones.
SELECT customer_id, sum(CAST(list_amount AS DOUBLE PRECISION)) AS list_amount FROM {period:customer_month: customer_id, list_amount} s
WHERE {visible} GROUP BY customer_id ORDER BY customer_id
