-- Days from an order to the day on which it is wanted, or promised where nobody said: the median of each customer's orders.
SELECT o.customer_id, count(*) AS orders,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY CASE WHEN w.wanted > o.day THEN w.wanted - o.day ELSE 0 END) AS DOUBLE PRECISION) AS days
FROM (
  SELECT l.customer_id, l.document_id, min(l.day) AS day FROM customer_line l
  WHERE NOT l.is_return AND l.day <= CAST(:until AS DATE) AND {visible:l, together} GROUP BY l.customer_id, l.document_id) o
JOIN (
  SELECT d.customer_id, d.document_id, coalesce(min(d.requested), min(d.promised)) AS wanted FROM delivery d
  WHERE d.document_id IS NOT NULL AND d.batch_id IN (SELECT batch_id FROM kept_batch) AND {visible:d}
  GROUP BY d.customer_id, d.document_id) w ON w.customer_id = o.customer_id AND w.document_id = o.document_id
WHERE w.wanted IS NOT NULL
GROUP BY o.customer_id ORDER BY o.customer_id
