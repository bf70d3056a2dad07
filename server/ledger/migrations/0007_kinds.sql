-- What was delivered or is promised, in the month of its actual day, else of the promised one.
CREATE TABLE delivery (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  -- Numbers of the delivery and of its order, both in `document`.
  delivery_id INTEGER NOT NULL,
  document_id INTEGER,
  product_id INTEGER,
  quantity BIGINT NOT NULL,
  requested DATE,
  promised DATE,
  actual DATE,
  country_id INTEGER,
  reason_id INTEGER,
  cause VARCHAR
);
-- What customers paid or still owe, in the month in which it was paid, else of the day on which it is due.
CREATE TABLE payment (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  -- Numbers of the payment and of the invoice or order that it pays, both in `document`.
  payment_id INTEGER NOT NULL,
  document_id INTEGER,
  due DATE NOT NULL,
  paid DATE,
  amount BIGINT NOT NULL
);
-- What rows in another currency state, beside the converted fact of the same batch and row. Few rows are, so they stand
-- apart: a fact in the book's own currency costs nothing.
CREATE TABLE conversion (
  customer_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  currency VARCHAR NOT NULL,
  -- At ten decimals, with the day from which it holds and the row that states it.
  rate BIGINT NOT NULL,
  rate_day DATE NOT NULL,
  rate_batch_id INTEGER NOT NULL,
  rate_row INTEGER NOT NULL,
  -- As the file states them; NULL where it states none.
  amount BIGINT,
  list_amount BIGINT,
  discount BIGINT,
  rebate BIGINT,
  cost BIGINT
);
