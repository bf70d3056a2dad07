-- Everything below is derived from the facts of kept batches and can be rebuilt at any time.
-- ledger_state says for which revision of the book and which cost model it holds.
CREATE TABLE ledger_state (revision BIGINT NOT NULL, model_id BIGINT NOT NULL);
INSERT INTO ledger_state VALUES (0, 0);
CREATE TABLE kept_batch (batch_id BIGINT NOT NULL);
-- The product as the newest kept batch states it.
CREATE TABLE current_product (
  product_id BIGINT NOT NULL,
  source_key VARCHAR NOT NULL,
  name VARCHAR,
  special BOOLEAN NOT NULL,
  stage VARCHAR,
  unit VARCHAR,
  unit_cost BIGINT,
  list_price BIGINT
);
CREATE TABLE customer_month (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  list_amount BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  rebate BIGINT NOT NULL,
  invoiced BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  known_cost BIGINT NOT NULL,
  revenue_without_cost BIGINT NOT NULL,
  orders BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  units BIGINT NOT NULL,
  manual_orders BIGINT NOT NULL,
  manual_lines BIGINT NOT NULL,
  export_orders BIGINT NOT NULL,
  special_lines BIGINT NOT NULL,
  return_orders BIGINT NOT NULL,
  return_lines BIGINT NOT NULL,
  own_return_orders BIGINT NOT NULL,
  own_return_lines BIGINT NOT NULL,
  sale_days BIGINT NOT NULL,
  skus BIGINT NOT NULL,
  first_day DATE,
  last_day DATE
);
-- What a distinct count of products over any period needs: in a period, a product counts in the row whose
-- previous_month lies before the period.
CREATE TABLE customer_product_month (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  product_id BIGINT NOT NULL,
  -- The month before in which the customer bought the product; -1 where there is none.
  previous_month INTEGER NOT NULL,
  quantity BIGINT NOT NULL,
  amount BIGINT NOT NULL
);
CREATE TABLE activity_month (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  activity VARCHAR NOT NULL,
  flag VARCHAR,
  own BOOLEAN NOT NULL,
  events BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  money BIGINT NOT NULL
);
-- What the cost model in use makes of them, activity by activity.
CREATE TABLE customer_cost (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  activity_number INTEGER NOT NULL,
  own BOOLEAN NOT NULL,
  minutes BIGINT NOT NULL,
  amount BIGINT NOT NULL
);
-- The same in one row a customer and month, so that a portfolio need not add up activities.
CREATE TABLE customer_month_cost (
  customer_id BIGINT NOT NULL,
  month INTEGER NOT NULL,
  -- Product cost assumed as a share of revenue.
  product_cost BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  own BIGINT NOT NULL,
  minutes BIGINT NOT NULL
);
CREATE TABLE pool_use (
  month INTEGER NOT NULL,
  pool VARCHAR NOT NULL,
  -- NULL: the ledger has no amount
  amount BIGINT,
  capacity BIGINT,
  used BIGINT NOT NULL,
  -- What of it was charged to customers, to nobody, and to our own mistakes.
  customers BIGINT NOT NULL,
  unassigned BIGINT NOT NULL,
  own BIGINT NOT NULL,
  unused BIGINT NOT NULL
);
