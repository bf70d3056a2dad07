-- Quantity sold by customer in buckets of 7 days from the first day of the book.
SELECT customer_id, CAST(floor((day - CAST(:start AS DATE)) / 7.0) AS BIGINT) AS bucket, CAST(sum(quantity) AS BIGINT) AS quantity
FROM order_line
WHERE NOT is_return AND customer_id > 0 AND month BETWEEN :first AND :last
  AND {counts} AND {visible}
GROUP BY customer_id, bucket ORDER BY customer_id, bucket
