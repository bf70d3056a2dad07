-- Facts as imported. Every row knows its batch and its row in the source file; customer 0 is "unassigned".
-- Money in micro-units, quantities, counts and minutes in thousandths; month as yyyymm.
CREATE TABLE product (
  product_id BIGINT NOT NULL,
  source_key VARCHAR NOT NULL
);
CREATE TABLE product_record (
  batch_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  -- false: only mentioned by an order line, which gives way to a products file
  stated BOOLEAN NOT NULL,
  name VARCHAR,
  special BOOLEAN,
  stage VARCHAR,
  unit VARCHAR,
  unit_cost BIGINT,
  list_price BIGINT
);
CREATE TABLE order_line (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  batch_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  order_number VARCHAR NOT NULL,
  day DATE NOT NULL,
  is_return BOOLEAN NOT NULL,
  quantity BIGINT NOT NULL,
  list_amount BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  rebate BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  cost BIGINT,
  country VARCHAR,
  channel VARCHAR,
  own BOOLEAN NOT NULL,
  reason VARCHAR
);
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
  order_number VARCHAR
);
CREATE TABLE pool_amount (
  batch_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  month INTEGER NOT NULL,
  pool VARCHAR NOT NULL,
  amount BIGINT NOT NULL,
  capacity BIGINT,
  account VARCHAR
);
-- Control totals of a batch's order lines and returns, taken when it was read: measures have to add up to them.
CREATE TABLE batch_month (
  batch_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  lines BIGINT NOT NULL,
  -- Net of rebates.
  amount BIGINT NOT NULL
);
