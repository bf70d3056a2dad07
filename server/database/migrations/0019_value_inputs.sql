-- What people state of a customer that no fact tells: what replacing it takes, its potential, its visibility, who referred it,
-- what the relationship cost. Each stays; what was withdrawn or gave way to a later one counts no more.
CREATE TABLE value_input (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  -- The customer that a referral names.
  referrer_id bigint REFERENCES customer,
  kind text NOT NULL CHECK (kind IN ('replacement', 'potential', 'visibility', 'referral', 'spend')),
  fields jsonb NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  ended_at timestamptz,
  ended_by text
);
CREATE INDEX value_input_customer ON value_input (customer_id, id);
CREATE INDEX value_input_referrer ON value_input (referrer_id);
DO $$
DECLARE
  -- See 0018: beyond the last walled customer nobody is. Whoever may not see both sees no referral of one by the other.
  placed text := '%1$I >= (SELECT length(hidden_places())) OR get_byte((SELECT hidden_places()), %1$I::integer) = ascii(''0'')';
BEGIN
  ALTER TABLE value_input ENABLE ROW LEVEL SECURITY;
  ALTER TABLE value_input FORCE ROW LEVEL SECURITY;
  EXECUTE format(
    'CREATE POLICY walls ON value_input USING ((SELECT app_person_is_known()) AND ((SELECT app_person()) = 0 OR (%s) AND (referrer_id IS NULL OR %s)))',
    format(placed, 'customer_id'), format(placed, 'referrer_id'));
END $$;
