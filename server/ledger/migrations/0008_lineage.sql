-- What a batch of any kind has in a month: its facts, and the sum of what they state. Which files made a month is read here
-- and not off the facts. The control totals in batch_month are net of rebates, and of lines only.
CREATE TABLE batch_fact_month (
  batch_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  facts BIGINT NOT NULL,
  amount BIGINT NOT NULL
);
INSERT INTO batch_fact_month
SELECT batch_id, month, count(*), CAST(sum(amount) AS BIGINT) FROM (
  SELECT batch_id, month, amount FROM order_line
  UNION ALL SELECT batch_id, month, coalesce(money, 0) FROM activity
  UNION ALL SELECT batch_id, month, 0 FROM delivery
  UNION ALL SELECT batch_id, month, amount FROM payment
  UNION ALL SELECT batch_id, month, amount FROM pool_amount) f
GROUP BY batch_id, month;
