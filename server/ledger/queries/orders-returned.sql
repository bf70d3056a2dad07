-- How often customers sent something back that was no mistake of ours.
SELECT l.customer_id, count(DISTINCT l.document_id) AS returned FROM customer_line l
WHERE l.is_return AND NOT l.own AND l.day <= CAST(:until AS DATE) AND {visible:l, together}
GROUP BY l.customer_id ORDER BY l.customer_id
