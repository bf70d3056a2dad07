-- Rows of `customer_product_month` counted, three to one: how many products a customer bought in a month that it had last
-- bought in a certain month before. What changes is added with its sign, so that several rows of a kind sum to the count.
CREATE TABLE customer_product_count (
  customer_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  previous_month INTEGER NOT NULL,
  products INTEGER NOT NULL
);
INSERT INTO customer_product_count
SELECT customer_id, month, previous_month, count(*) FROM customer_product_month
GROUP BY customer_id, month, previous_month ORDER BY month, previous_month, customer_id;
