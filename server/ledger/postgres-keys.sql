-- What PostgreSQL needs beside the tables of the migrations: it finds few rows by an index, where DuckDB looks through
-- columns. Each time the ledger is opened, since a later migration may make a table anew. Keys of customers' tables carry
-- customer_id, by which they are distributed. A text of any length is found by its hash.
CREATE INDEX IF NOT EXISTS order_line_by_customer ON order_line (customer_id, month);
CREATE INDEX IF NOT EXISTS order_line_by_batch ON order_line (batch_id, row_number);
CREATE INDEX IF NOT EXISTS activity_by_customer ON activity (customer_id, month);
CREATE INDEX IF NOT EXISTS activity_by_batch ON activity (batch_id, row_number);
CREATE INDEX IF NOT EXISTS delivery_by_customer ON delivery (customer_id, month);
CREATE INDEX IF NOT EXISTS delivery_by_batch ON delivery (batch_id, row_number);
CREATE INDEX IF NOT EXISTS payment_by_customer ON payment (customer_id, month);
CREATE INDEX IF NOT EXISTS payment_by_batch ON payment (batch_id, row_number);
CREATE INDEX IF NOT EXISTS conversion_by_customer ON conversion (customer_id);
CREATE INDEX IF NOT EXISTS conversion_by_batch ON conversion (batch_id, row_number);
CREATE UNIQUE INDEX IF NOT EXISTS product_by_id ON product (product_id);
CREATE INDEX IF NOT EXISTS product_by_key ON product USING hash (source_key);
CREATE UNIQUE INDEX IF NOT EXISTS document_by_id ON document (document_id);
CREATE INDEX IF NOT EXISTS document_by_key ON document USING hash (source_key);
CREATE UNIQUE INDEX IF NOT EXISTS label_by_id ON label (label_id);
CREATE INDEX IF NOT EXISTS label_by_key ON label USING hash (source_key);
CREATE UNIQUE INDEX IF NOT EXISTS current_product_by_id ON current_product (product_id);
CREATE UNIQUE INDEX IF NOT EXISTS customer_month_key ON customer_month (customer_id, month);
CREATE UNIQUE INDEX IF NOT EXISTS customer_year_key ON customer_year (customer_id, year);
CREATE UNIQUE INDEX IF NOT EXISTS customer_product_month_key ON customer_product_month (customer_id, product_id, month);
CREATE UNIQUE INDEX IF NOT EXISTS customer_product_last_key ON customer_product_last (customer_id, product_id);
CREATE INDEX IF NOT EXISTS customer_product_count_by_customer ON customer_product_count (customer_id, month);
CREATE INDEX IF NOT EXISTS customer_line_by_customer ON customer_line (customer_id, month);
CREATE INDEX IF NOT EXISTS activity_month_by_customer ON activity_month (customer_id, month);
CREATE UNIQUE INDEX IF NOT EXISTS customer_cost_key ON customer_cost (customer_id, month, activity_number, own);
CREATE UNIQUE INDEX IF NOT EXISTS customer_month_cost_key ON customer_month_cost (customer_id, month);
CREATE UNIQUE INDEX IF NOT EXISTS customer_year_cost_key ON customer_year_cost (customer_id, year);
CREATE UNIQUE INDEX IF NOT EXISTS customer_year_activity_key ON customer_year_activity (customer_id, year, activity_number, own);
