-- One activity of a file as it was kept.
SELECT CAST(a.day AS VARCHAR) AS day, a.customer_id, a.activity, a.events AS quantity, a.minutes, a.money AS amount, a.flag, a.own,
  d.source_key AS document
FROM activity a LEFT JOIN document d ON d.document_id = a.document_id
WHERE a.batch_id = :batch AND a.row_number = :row AND {visible:a}
