-- The log: every write, every read behind a wall and every refusal. Nothing in it is ever changed or removed.
ALTER TABLE change
  -- 0 is the installation itself.
  ADD COLUMN person_id bigint NOT NULL DEFAULT 0,
  -- Null of entries from before surfaces were written down.
  ADD COLUMN surface text,
  ADD COLUMN kind text NOT NULL DEFAULT 'write' CHECK (kind IN ('write', 'read', 'refusal')),
  -- Whom the entry is about, and whose walls it has: empty where it is about nobody, null where nobody can tell.
  ADD COLUMN customers bigint[],
  -- Of a read: the rule that let in, by customer.
  ADD COLUMN through jsonb;
CREATE INDEX change_customers ON change USING gin (customers);
CREATE INDEX change_person ON change (person_id);

-- Each entry's place in the chain. A link is made when its transaction commits, so that whoever has long to do holds up
-- nobody's; what is rolled back leaves no gap.
CREATE TABLE change_link (
  sequence bigint PRIMARY KEY,
  change_id bigint NOT NULL UNIQUE,
  previous_hash text NOT NULL,
  hash text NOT NULL
);
-- Where the chain ends: cutting its end off would show nowhere else.
CREATE TABLE change_anchor (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  sequence bigint NOT NULL DEFAULT 0,
  hash text NOT NULL DEFAULT ''
);
INSERT INTO change_anchor DEFAULT VALUES;

-- SHA-256 over all that an entry says, its place and the hash before it. Whatever a later migration adds to an entry stays
-- outside, or old entries would not hold any more.
CREATE FUNCTION change_hash(entry change, sequence bigint, previous_hash text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(sequence, previous_hash, entry.id,
    to_char(entry.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.made_by, entry.person_id, entry.surface,
    entry.kind, entry.what, entry.customers, entry.through, entry.before, entry.after)::text, 'UTF8')), 'hex')
$$;
-- The anchor's row is held until the commit, so that two entries never follow the same one.
CREATE FUNCTION chain_change(entry change) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  latest change_anchor;
  own text;
BEGIN
  SELECT * INTO STRICT latest FROM change_anchor FOR UPDATE;
  own := change_hash(entry, latest.sequence + 1, latest.hash);
  INSERT INTO change_link (sequence, change_id, previous_hash, hash) VALUES (latest.sequence + 1, entry.id, latest.hash, own);
  UPDATE change_anchor SET sequence = latest.sequence + 1, hash = own;
END $$;
CREATE FUNCTION chain_new_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM chain_change(NEW);
  RETURN NULL;
END $$;
-- Entries from before there was a chain, in their order.
CREATE FUNCTION chain_older_changes() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE entry change;
BEGIN
  FOR entry IN SELECT * FROM change ORDER BY id LOOP
    PERFORM chain_change(entry);
  END LOOP;
END $$;
SELECT chain_older_changes();
REVOKE EXECUTE ON FUNCTION chain_change(change), chain_older_changes() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION chain_new_change();

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
-- Links and anchor are written by the trigger above and nothing else.
CREATE FUNCTION refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the chain of the log is written with its entries' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON change_link FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON change_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER not_by_hand BEFORE INSERT ON change_link FOR EACH ROW EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER not_by_hand BEFORE INSERT OR UPDATE ON change_anchor FOR EACH ROW EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER only_moved_on BEFORE DELETE ON change_anchor FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON change_anchor FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- Ids of whoever is named by an id or a number among some texts, hidden or not: for the log to know whose walls it has.
CREATE FUNCTION customers_called(keys text[]) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM customer WHERE public_id = ANY (keys) OR source_key = ANY (keys)
$$;

ALTER TABLE change ENABLE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
CREATE POLICY walls ON change FOR SELECT USING ((SELECT app_person_is_known()) AND CASE
  WHEN customers IS NULL THEN (SELECT sees_every_customer())
  ELSE NOT customers && (SELECT ARRAY(SELECT hidden_customers())) END);
-- Who has not signed in yet is written down too.
CREATE POLICY added_to ON change FOR INSERT WITH CHECK ((SELECT app_person()) IS NOT NULL);

-- Most reads are no first ones, and then nothing that walls rest on has changed.
DROP TRIGGER walls_changed ON confidential_read;
CREATE TRIGGER walls_changed AFTER INSERT OR UPDATE OR DELETE ON confidential_read
  FOR EACH ROW EXECUTE FUNCTION walls_changed();
