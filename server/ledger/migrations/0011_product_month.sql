-- What customers bought of each product in a month: a bridge of the whole company need not add up every line for it.
-- Sums may leave the safe range.
CREATE TABLE product_month (
  product_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  quantity DECIMAL(38, 0) NOT NULL,
  -- Less all rebates; of returns only these.
  net DECIMAL(38, 0) NOT NULL
);
INSERT INTO product_month
SELECT product_id, month, sum(CASE WHEN is_return THEN 0 ELSE quantity END),
  sum(CASE WHEN is_return THEN 0 ELSE amount END - rebate)
FROM order_line WHERE customer_id > 0 AND batch_id IN (SELECT batch_id FROM kept_batch) GROUP BY product_id, month;
