-- Lines repeat their order number, country and channel: they keep a number, the text stands once. Keys of lines fit four
-- bytes: two thousand million lines a file are enough. Numbers are never given twice; what only an undone import mentioned stays and counts for nothing.
CREATE TABLE document (
  document_id INTEGER NOT NULL,
  -- Number of the order, return or credit note in the source system.
  source_key VARCHAR NOT NULL
);
INSERT INTO document
SELECT row_number() OVER (ORDER BY source_key), source_key FROM (
  SELECT order_number AS source_key FROM order_line UNION SELECT order_number FROM activity WHERE order_number IS NOT NULL) o;
CREATE TABLE label (
  label_id INTEGER NOT NULL,
  -- A text that many facts repeat: country, channel, reason.
  source_key VARCHAR NOT NULL
);
INSERT INTO label
SELECT row_number() OVER (ORDER BY source_key), source_key FROM (
  SELECT country AS source_key FROM order_line WHERE country IS NOT NULL UNION SELECT channel FROM order_line WHERE channel IS NOT NULL
  UNION SELECT reason FROM order_line WHERE reason IS NOT NULL) t;
ALTER TABLE order_line RENAME TO earlier_order_line;
CREATE TABLE order_line (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  day DATE NOT NULL,
  is_return BOOLEAN NOT NULL,
  quantity BIGINT NOT NULL,
  list_amount BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  rebate BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  cost BIGINT,
  country_id INTEGER,
  channel_id INTEGER,
  own BOOLEAN NOT NULL,
  reason_id INTEGER
);
INSERT INTO order_line
SELECT l.customer_id, l.month, l.batch_id, l.row_number, l.product_id, d.document_id, l.day, l.is_return, l.quantity,
  l.list_amount, l.discount, l.rebate, l.amount, l.cost, c.label_id, h.label_id, l.own, r.label_id
FROM earlier_order_line l JOIN document d ON d.source_key = l.order_number
  LEFT JOIN label c ON c.source_key = l.country LEFT JOIN label h ON h.source_key = l.channel
  LEFT JOIN label r ON r.source_key = l.reason;
DROP TABLE earlier_order_line;
ALTER TABLE activity RENAME TO earlier_activity;
CREATE TABLE activity (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  batch_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  activity VARCHAR NOT NULL,
  day DATE NOT NULL,
  events BIGINT NOT NULL,
  -- NULL where the file states none
  minutes BIGINT,
  money BIGINT,
  flag VARCHAR,
  own BOOLEAN NOT NULL,
  document_id BIGINT
);
INSERT INTO activity
SELECT a.customer_id, a.month, a.batch_id, a.row_number, a.activity, a.day, a.events, a.minutes, a.money, a.flag, a.own, d.document_id
FROM earlier_activity a LEFT JOIN document d ON d.source_key = a.order_number;
DROP TABLE earlier_activity;
