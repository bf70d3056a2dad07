-- What was decided of customers that are large in revenue and small in profit. Every answer stays, and the newest holds;
-- figures are never read from here.
CREATE TABLE decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  -- Whether its profit is enough for special care; else what is to be done.
  enough boolean NOT NULL,
  action text NOT NULL,
  owner text NOT NULL,
  review_on date NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX decision_customer ON decision (customer_id, id);
