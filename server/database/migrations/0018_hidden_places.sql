-- Walls where many rows are read. Which customers are walled on a day is the same for everybody, and is kept as one text with a
-- 1 at the place of each; what is open to a person is taken out of it. A row is then held against one byte, which is cheaper
-- than looking its customer up in a set, and what decides may be asked by parallel workers.
ALTER TABLE wall_state ADD COLUMN walled_version bigint NOT NULL DEFAULT 0;
CREATE FUNCTION walled_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE wall_state SET walled_version = walled_version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER walled_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON conflict_member FOR EACH STATEMENT EXECUTE FUNCTION walled_changed();
CREATE TRIGGER walled_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON customer_wall FOR EACH STATEMENT EXECUTE FUNCTION walled_changed();
-- It counts where its version is that of the walls: one that was worked out beside a change does not.
CREATE TABLE walled_places (
  day date NOT NULL,
  version bigint NOT NULL,
  places bytea NOT NULL,
  PRIMARY KEY (day, version)
);

CREATE FUNCTION walled_on(today date) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT customer_id FROM conflict_member WHERE first_day <= today AND today <= coalesce(last_day, today)
  UNION SELECT customer_id FROM customer_wall WHERE first_day <= today AND today <= coalesce(last_day, today)
$$;
-- From place 0 through that of the last walled customer.
CREATE FUNCTION walled_places_of(today date) RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(string_agg(repeat('0', (id - before - 1)::integer) || '1', '' ORDER BY id), '')::bytea
  FROM (SELECT w AS id, lag(w, 1, -1::bigint) OVER (ORDER BY w) AS before FROM walled_on(today) w) walled
$$;
CREATE FUNCTION keep_walled_places(today date) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  DELETE FROM walled_places WHERE version < (SELECT walled_version FROM wall_state) OR day < today - 1;
  INSERT INTO walled_places SELECT today, walled_version, walled_places_of(today) FROM wall_state ON CONFLICT DO NOTHING
$$;

-- Walled customers that are open to a person at a moment: rules 1 to 4 of `accessTo` in the engine. Only classes of customers that
-- somebody was let in to can close them.
CREATE FUNCTION open_to(who bigint, today date, moment timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  RETURN QUERY WITH granted AS (
    SELECT DISTINCT g.customer_id FROM wall_grant g
    WHERE g.person_id = who AND g.first_day <= today AND today <= g.last_day AND g.begins <= moment
      AND (g.withdrawn_at IS NULL OR g.withdrawn_at > moment)
  ), member AS MATERIALIZED (
    SELECT DISTINCT m.class_id, m.customer_id FROM conflict_member m
    WHERE m.first_day <= today AND today <= coalesce(m.last_day, today) AND m.class_id IN (
      SELECT o.class_id FROM conflict_member o JOIN granted USING (customer_id)
      WHERE o.first_day <= today AND today <= coalesce(o.last_day, today))
  ), event AS MATERIALIZED (
    SELECT g.customer_id, g.begins AS instant, 0 AS kind, g.id FROM wall_grant g
    WHERE g.person_id = who AND (g.withdrawn_at IS NULL OR g.withdrawn_at >= g.begins)
    UNION ALL SELECT r.customer_id, r.first_at, 1, r.customer_id FROM confidential_read r WHERE r.person_id = who
  ), first_event AS MATERIALIZED (
    SELECT DISTINCT ON (m.class_id) m.class_id, m.customer_id FROM member m JOIN event e ON e.customer_id = m.customer_id
    WHERE e.instant <= moment ORDER BY m.class_id, e.instant, e.kind, e.id
  ), crossing AS MATERIALIZED (
    SELECT DISTINCT ON (c.class_id) c.class_id, c.customer_id FROM wall_crossing c
    JOIN member m ON m.class_id = c.class_id AND m.customer_id = c.customer_id
    WHERE c.person_id = who AND c.first_day <= today AND c.begins <= moment
      AND (c.withdrawn_at IS NULL OR c.withdrawn_at > moment) AND is_rightly_approved(c)
    ORDER BY c.class_id, c.begins DESC, c.id DESC
  ), side AS MATERIALIZED (
    SELECT class_id, coalesce(c.customer_id, f.customer_id) AS customer_id
    FROM first_event f FULL JOIN crossing c USING (class_id)
  )
  SELECT g.customer_id FROM granted g
  WHERE NOT EXISTS (
      SELECT 1 FROM (SELECT max(h.version) AS version FROM handling_rules h WHERE h.customer_id = g.customer_id) v
      WHERE v.version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attestation a WHERE a.person_id = who
        AND a.customer_id = g.customer_id AND a.version = v.version AND a.made_at <= moment))
    AND NOT EXISTS (
      SELECT 1 FROM required_training q WHERE q.customer_id = g.customer_id AND NOT EXISTS (
        SELECT 1 FROM training t WHERE t.person_id = who AND t.training = q.training
          AND t.first_day <= today AND today <= t.last_day))
    AND NOT EXISTS (
      SELECT 1 FROM member m JOIN side s USING (class_id)
      WHERE m.customer_id = g.customer_id AND s.customer_id <> g.customer_id)
  UNION
  SELECT b.customer_id FROM break_glass b
  WHERE b.person_id = who AND b.begins <= moment AND moment < b.ends
    AND (b.ended_at IS NULL OR b.ended_at > moment) AND b.approved_by <> who;
END $$;
CREATE OR REPLACE FUNCTION hidden_from(who bigint, today date, moment timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT walled_on(today) EXCEPT SELECT open_to(who, today, moment) $$;

-- `hidden_from` as a text, a 1 at the place of each.
CREATE FUNCTION hidden_places_from(who bigint, today date, moment timestamptz) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  walled bytea;
  opened bytea;
BEGIN
  SELECT w.places INTO walled FROM walled_places w JOIN wall_state s ON s.walled_version = w.version WHERE w.day = today;
  IF walled IS NULL THEN walled := walled_places_of(today); END IF;
  SELECT string_agg(substr(walled, before::integer + 2, (id - before - 1)::integer) || '0'::bytea, ''::bytea ORDER BY id)
    || substr(walled, max(id)::integer + 2)
  INTO opened FROM (
    SELECT o AS id, lag(o, 1, -1::bigint) OVER (ORDER BY o) AS before FROM open_to(who, today, moment) o WHERE o < length(walled)) open;
  -- Whole and plain: what is kept compressed would be unpacked for each row.
  RETURN coalesce(opened, substr(walled, 1));
END $$;
CREATE FUNCTION hidden_places() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE WHEN app_person() = 0 THEN ''::bytea ELSE hidden_places_from(app_person(), wall_day(wall_now()), wall_now()) END
$$;
CREATE OR REPLACE FUNCTION sees_every_customer() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT position('1'::bytea IN hidden_places()) = 0 $$;
-- Of each file the first record of a hidden customer is enough: the many that name one are not read through.
CREATE OR REPLACE FUNCTION hidden_batches() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT hidden_places() AS places)
  SELECT b.id FROM hidden CROSS JOIN batch b CROSS JOIN LATERAL (
    SELECT 1 FROM customer_record r WHERE r.batch_id = b.id
      AND CASE WHEN r.customer_id < length(hidden.places) THEN get_byte(hidden.places, r.customer_id::integer) = ascii('1') END LIMIT 1) named
$$;
DO $$
DECLARE
  rule text[];
  function text;
BEGIN
  FOREACH rule SLICE 1 IN ARRAY ARRAY[
      ['customer', 'id'], ['customer_record', 'customer_id'], ['decision', 'customer_id'], ['scenario_customer', 'customer_id']] LOOP
    EXECUTE format('DROP POLICY walls ON %I', rule[1]);
    -- Beyond the last walled customer nobody is.
    EXECUTE format($q$CREATE POLICY walls ON %1$I USING ((SELECT app_person_is_known()) AND ((SELECT app_person()) = 0
      OR %2$I >= (SELECT length(hidden_places())) OR get_byte((SELECT hidden_places()), %2$I::integer) = ascii('0')))$q$, rule[1], rule[2]);
  END LOOP;
  FOREACH function IN ARRAY ARRAY['app_person()', 'app_person_is_known()', 'wall_now()', 'wall_day(timestamptz)',
      'is_rightly_approved(wall_crossing)', 'walled_on(date)', 'walled_places_of(date)', 'open_to(bigint, date, timestamptz)',
      'hidden_from(bigint, date, timestamptz)', 'hidden_places_from(bigint, date, timestamptz)', 'hidden_customers()',
      'hidden_places()', 'hidden_batches()', 'sees_every_customer()', 'hidden_scenarios()', 'hidden_views()', 'fresh_since()',
      'fresh_batches()'] LOOP
    EXECUTE format('ALTER FUNCTION %s PARALLEL SAFE', function);
  END LOOP;
END $$;
