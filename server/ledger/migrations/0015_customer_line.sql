-- Lines of kept batches once more, those of a customer beside each other: whoever reads the lines of a few customers reads a few
-- blocks of rows, where `order_line`, which is in the order of files and therefore of time, has theirs in nearly every block.
CREATE TABLE customer_line (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  day DATE NOT NULL,
  quantity BIGINT NOT NULL,
  -- Less all rebates.
  net BIGINT NOT NULL,
  cost BIGINT,
  is_return BOOLEAN NOT NULL,
  own BOOLEAN NOT NULL,
  country_id INTEGER,
  channel_id INTEGER
);
INSERT INTO customer_line
SELECT customer_id, month, product_id, batch_id, document_id, day, quantity, amount - rebate, cost, is_return, own, country_id, channel_id
FROM order_line WHERE batch_id IN (SELECT batch_id FROM kept_batch) ORDER BY customer_id, month;
