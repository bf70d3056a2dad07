-- By month, so that those of other periods go unread, and in whole numbers of the same width as the customers' months, which
-- add up faster.
ALTER TABLE product_month RENAME TO earlier_product_month;
CREATE TABLE product_month (
  product_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  quantity BIGINT NOT NULL,
  -- Less all rebates; of returns only these.
  net BIGINT NOT NULL
);
INSERT INTO product_month
SELECT product_id, month, CAST(quantity AS BIGINT), CAST(net AS BIGINT) FROM earlier_product_month ORDER BY month, product_id;
DROP TABLE earlier_product_month;
