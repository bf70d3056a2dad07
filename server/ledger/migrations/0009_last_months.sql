-- The last month in which a customer bought a product: what is bought later learns here of the month before it, and the
-- history of a customer's products need not be read for it.
CREATE TABLE customer_product_last (
  customer_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  month INTEGER NOT NULL
);
INSERT INTO customer_product_last
SELECT customer_id, product_id, max(month) FROM customer_product_month GROUP BY customer_id, product_id;
