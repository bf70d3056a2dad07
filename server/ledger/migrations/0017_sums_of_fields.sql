-- What the customers with each value of a field bought of each product in a month: a bridge of a segment need not add up every
-- line for it. The field's values are not the ledger's: these sums are made once somebody asks, and a month of them is there
-- whole or not at all.
CREATE TABLE field_product_month (
  field_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  -- Of the value, from 1; 0 of whoever has none.
  code INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  quantity BIGINT NOT NULL,
  -- Less all rebates; of returns only these.
  net BIGINT NOT NULL
);
CREATE TABLE summed_field (
  field_id INTEGER NOT NULL,
  field VARCHAR NOT NULL,
  -- Of the values and of who has which, when the sums were made.
  stamp VARCHAR NOT NULL
);
CREATE TABLE summed_field_month (
  field_id INTEGER NOT NULL,
  month INTEGER NOT NULL
);
