-- What each activity cost in a month with all customers together: a portfolio of the whole company need not add up every
-- customer's for it. Sums may leave the safe range.
CREATE TABLE activity_month_cost (
  month INTEGER NOT NULL,
  -- In all versions of the cost model together.
  activity_number INTEGER NOT NULL,
  own BOOLEAN NOT NULL,
  -- Whether it belongs to no customer.
  nobody BOOLEAN NOT NULL,
  amount DECIMAL(38, 0) NOT NULL
);
INSERT INTO activity_month_cost
SELECT month, activity_number, own, customer_id = 0, sum(amount) FROM customer_cost
GROUP BY month, activity_number, own, customer_id = 0;
