-- Years have every column of `customer_month` that adds up over months, so that counts of a longer period read years, too.
DROP TABLE customer_year;
CREATE TABLE customer_year (
  customer_id BIGINT NOT NULL,
  year INTEGER NOT NULL,
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
  first_day DATE,
  last_day DATE
);
INSERT INTO customer_year
SELECT customer_id, CAST(floor(month / 100.0) AS INTEGER) AS year, CAST(sum(list_amount) AS BIGINT), CAST(sum(discount) AS BIGINT),
  CAST(sum(rebate) AS BIGINT), CAST(sum(invoiced) AS BIGINT), CAST(sum(returned) AS BIGINT), CAST(sum(known_cost) AS BIGINT),
  CAST(sum(revenue_without_cost) AS BIGINT), CAST(sum(orders) AS BIGINT), CAST(sum(lines) AS BIGINT), CAST(sum(units) AS BIGINT),
  CAST(sum(manual_orders) AS BIGINT), CAST(sum(manual_lines) AS BIGINT), CAST(sum(export_orders) AS BIGINT),
  CAST(sum(special_lines) AS BIGINT), CAST(sum(return_orders) AS BIGINT), CAST(sum(return_lines) AS BIGINT),
  CAST(sum(own_return_orders) AS BIGINT), CAST(sum(own_return_lines) AS BIGINT), CAST(sum(sale_days) AS BIGINT),
  min(first_day), max(last_day)
FROM customer_month GROUP BY customer_id, CAST(floor(month / 100.0) AS INTEGER) ORDER BY year, customer_id;
-- Whole years of `customer_cost` added up.
CREATE TABLE customer_year_activity (
  customer_id BIGINT NOT NULL,
  year INTEGER NOT NULL,
  -- In all versions of the cost model together.
  activity_number INTEGER NOT NULL,
  own BOOLEAN NOT NULL,
  minutes BIGINT NOT NULL,
  amount BIGINT NOT NULL
);
INSERT INTO customer_year_activity
SELECT customer_id, CAST(floor(month / 100.0) AS INTEGER) AS year, activity_number, own, CAST(sum(minutes) AS BIGINT),
  CAST(sum(amount) AS BIGINT)
FROM customer_cost GROUP BY customer_id, CAST(floor(month / 100.0) AS INTEGER), activity_number, own
ORDER BY year, activity_number, own, customer_id;
