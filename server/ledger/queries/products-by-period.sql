-- Distinct products of one customer in each of some periods: pairs of first and last month.
SELECT p.period, count(*) AS skus
FROM (SELECT unnest(:periods) AS period, unnest(:firsts) AS first_month, unnest(:lasts) AS last_month) p
JOIN customer_product_month m ON m.month BETWEEN p.first_month AND p.last_month AND m.previous_month < p.first_month
WHERE m.customer_id = :customer AND {visible:m} GROUP BY p.period
