-- Activities that name an order, our own mistakes left out.
SELECT customer_id, month, activity, flag, document_id, events, coalesce(minutes, 0) AS minutes, coalesce(money, 0) AS money
FROM activity
WHERE document_id IS NOT NULL AND NOT own AND month BETWEEN :first AND :last
  AND batch_id IN (SELECT batch_id FROM kept_batch) AND {visible}
