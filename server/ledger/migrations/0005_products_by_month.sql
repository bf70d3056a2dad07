-- Only which products a customer bought in which month is asked for; quantity and amount were kept and never read.
ALTER TABLE customer_product_month RENAME TO earlier_product_month;
CREATE TABLE customer_product_month (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  -- The month before in which the customer bought the product; -1 where there is none.
  previous_month INTEGER NOT NULL
);
INSERT INTO customer_product_month SELECT customer_id, month, product_id, previous_month FROM earlier_product_month;
DROP TABLE earlier_product_month;
