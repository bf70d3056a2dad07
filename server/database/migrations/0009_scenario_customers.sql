-- Customers that a scenario is about: it stands on their pages.
CREATE TABLE scenario_customer (
  scenario_id bigint NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES customer (id),
  PRIMARY KEY (scenario_id, customer_id)
);
