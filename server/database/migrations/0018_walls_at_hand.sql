-- Walls where many rows are read. Which customers are walled on a day is the same for everybody, and is kept as one text with a
-- 1 at the place of each; what is open to a person is taken out of it. A row is then held against one byte, which is cheaper
-- than looking its customer up in a set, and what decides may be asked by parallel workers.
DO $$
DECLARE function text;
BEGIN
  FOREACH function IN ARRAY ARRAY['app_person()', 'app_person_is_known()', 'wall_now()', 'wall_day(timestamptz)',
      'is_rightly_approved(wall_crossing)', 'hidden_scenarios()', 'hidden_views()'] LOOP
    EXECUTE format('ALTER FUNCTION %s PARALLEL SAFE', function);
  END LOOP;
END $$;

-- A 1 at the place of each id, from place 0 through that of the last one.
CREATE FUNCTION places_of(ids bigint[]) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(repeat('0', (id - before - 1)::integer) || '1', '' ORDER BY id), '')::bytea
  FROM (SELECT id, lag(id, 1, -1::bigint) OVER (ORDER BY id) AS before FROM unnest(ids) id) placed
$$;
CREATE FUNCTION is_placed(id bigint, places bytea) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN id < length(places) THEN get_byte(places, id::integer) = ascii('1') ELSE false END
$$;

-- Who is walled on a day. What is kept of it counts where its version is that of the walls: one that was worked out beside a
-- change does not.
ALTER TABLE wall_state ADD COLUMN walled_version bigint NOT NULL DEFAULT 0;
CREATE FUNCTION walled_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE wall_state SET walled_version = walled_version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER walled_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON conflict_member FOR EACH STATEMENT EXECUTE FUNCTION walled_changed();
CREATE TRIGGER walled_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON customer_wall FOR EACH STATEMENT EXECUTE FUNCTION walled_changed();
CREATE TABLE walled_places (
  day date NOT NULL,
  version bigint NOT NULL,
  places bytea NOT NULL,
  PRIMARY KEY (day, version)
);
CREATE FUNCTION walled_on(today date) RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT customer_id FROM conflict_member WHERE first_day <= today AND today <= coalesce(last_day, today)
  UNION SELECT customer_id FROM customer_wall WHERE first_day <= today AND today <= coalesce(last_day, today)
$$;
CREATE FUNCTION keep_walled_places(today date) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  DELETE FROM walled_places WHERE version < (SELECT walled_version FROM wall_state) OR day < today - 1;
  INSERT INTO walled_places SELECT today, walled_version, places_of(ARRAY(SELECT walled_on(today))) FROM wall_state
  ON CONFLICT DO NOTHING
$$;

-- Walled customers that are open to a person at a moment: rules 1 to 4 of `accessTo` in the engine. Only classes of customers that
-- somebody was let in to can close them.
CREATE FUNCTION open_to(who bigint, today date, moment timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
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

-- All walled customers that are closed to a person at a moment, as a set and as places.
CREATE OR REPLACE FUNCTION hidden_from(who bigint, today date, moment timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS
  $$ SELECT walled_on(today) EXCEPT SELECT open_to(who, today, moment) $$;
CREATE FUNCTION hidden_places_from(who bigint, today date, moment timestamptz) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  walled bytea;
  opened bytea;
BEGIN
  SELECT w.places INTO walled FROM walled_places w JOIN wall_state s ON s.walled_version = w.version WHERE w.day = today;
  IF walled IS NULL THEN walled := places_of(ARRAY(SELECT walled_on(today))); END IF;
  SELECT string_agg(substr(walled, before::integer + 2, (id - before - 1)::integer) || '0'::bytea, ''::bytea ORDER BY id)
    || substr(walled, max(id)::integer + 2)
  INTO opened FROM (
    SELECT o AS id, lag(o, 1, -1::bigint) OVER (ORDER BY o) AS before FROM open_to(who, today, moment) o WHERE o < length(walled)) open;
  -- Whole and plain: what is kept compressed would be unpacked for each row.
  RETURN coalesce(opened, substr(walled, 1));
END $$;

-- From who asks, and from the one as whom they look at the product.
CREATE OR REPLACE FUNCTION hidden_customers() RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT h FROM hidden_from(app_person(), wall_day(wall_now()), wall_now()) h WHERE app_person() <> 0
  UNION SELECT h FROM hidden_from(app_viewed(), wall_day(wall_now()), wall_now()) h WHERE app_viewed() IS NOT NULL
$$;
CREATE FUNCTION hidden_places() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE
    WHEN app_person() = 0 THEN ''::bytea
    WHEN app_viewed() IS NULL THEN hidden_places_from(app_person(), wall_day(wall_now()), wall_now())
    ELSE places_of(ARRAY(SELECT hidden_customers()))
  END
$$;
CREATE OR REPLACE FUNCTION sees_every_customer() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS
  $$ SELECT position('1'::bytea IN hidden_places()) = 0 $$;

-- Which files name a customer that is or was walled: else the list of imports would read through all that each file names.
CREATE TABLE batch_walled (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  customer_id bigint NOT NULL,
  PRIMARY KEY (batch_id, customer_id)
);
ALTER TABLE batch_walled ENABLE ROW LEVEL SECURITY;
ALTER TABLE batch_walled FORCE ROW LEVEL SECURITY;
CREATE POLICY walls ON batch_walled USING ((SELECT app_person_is_known()) AND (SELECT app_person()) = 0);
INSERT INTO batch_walled SELECT DISTINCT batch_id, customer_id FROM customer_record
WHERE customer_id IN (SELECT customer_id FROM conflict_member UNION SELECT customer_id FROM customer_wall);
-- A file that comes while a wall is raised: either the wall waits for the file, or the file sees the wall.
CREATE FUNCTION records_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  -- A check takes its rows back, and no wall waits for it.
  IF NOT EXISTS (SELECT 1 FROM added JOIN batch b ON b.id = added.batch_id WHERE NOT b.rehearsed) THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('batch_walled'));
  INSERT INTO batch_walled SELECT DISTINCT batch_id, customer_id FROM added
  WHERE customer_id IN (SELECT customer_id FROM conflict_member UNION SELECT customer_id FROM customer_wall)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER records_added AFTER INSERT ON customer_record REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION records_added();
CREATE FUNCTION wall_raised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('batch_walled'));
  INSERT INTO batch_walled SELECT DISTINCT r.batch_id, r.customer_id FROM customer_record r
  WHERE r.customer_id IN (SELECT customer_id FROM added) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER wall_raised AFTER INSERT ON conflict_member REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION wall_raised();
CREATE TRIGGER wall_raised AFTER INSERT ON customer_wall REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION wall_raised();

-- Whoever sent a file, by number; 0 is the installation. Who does not see every customer sends rows of those in sight only, and
-- sees what was refused of them as long as it is fresh: of the last day, with nothing closed since, and as nobody else.
ALTER TABLE batch ADD COLUMN created_by_id bigint NOT NULL DEFAULT 0;
CREATE FUNCTION fresh_since() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT max(instant) FROM (
    SELECT wall_now() - interval '1 day' AS instant
    UNION ALL SELECT made_at FROM conflict_member
    UNION ALL SELECT made_at FROM customer_wall
    UNION ALL SELECT withdrawn_at FROM wall_grant WHERE person_id = app_person()
    UNION ALL SELECT (last_day + 1)::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC')
      FROM wall_grant WHERE person_id = app_person()
    UNION ALL SELECT coalesce(ended_at, ends) FROM break_glass WHERE person_id = app_person()
    UNION ALL SELECT wall_now() WHERE app_viewed() IS NOT NULL) closed
  WHERE instant <= wall_now()
$$;
CREATE FUNCTION fresh_batches() RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS
  $$ SELECT id FROM batch WHERE created_by_id = app_person() AND created_at > fresh_since() $$;
-- What was never kept names customers in its own words only: such a file is its sender's.
CREATE FUNCTION seen_batches() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT hidden_places() AS places)
  SELECT coalesce(array_agg(b.id), '{}') FROM hidden CROSS JOIN batch b
  WHERE position('1'::bytea IN hidden.places) = 0
    OR b.state IN ('kept', 'replaced', 'undone')
      AND NOT EXISTS (SELECT 1 FROM batch_walled w WHERE w.batch_id = b.id AND is_placed(w.customer_id, hidden.places))
$$;

DO $$
DECLARE
  -- Beyond the last walled customer nobody is. Spelled out, since what takes a subquery is not taken apart.
  placed text := '%1$I >= (SELECT length(hidden_places())) OR get_byte((SELECT hidden_places()), %1$I::integer) = ascii(''0'')';
  guarded text[][] := ARRAY[
    ['customer', format(placed, 'id')],
    ['customer_record', format(placed, 'customer_id')],
    ['decision', format(placed, 'customer_id')],
    ['scenario_customer', format(placed, 'customer_id')],
    ['batch', '(created_by_id = (SELECT app_person()) AND created_at > (SELECT fresh_since())) OR id = ANY ((SELECT seen_batches())::bigint[])'],
    ['batch_problem', '(SELECT sees_every_customer()) OR batch_id IN (SELECT fresh_batches())'],
    ['batch_mend', '(SELECT sees_every_customer()) OR batch_id IN (SELECT fresh_batches())'],
    ['batch_dependency', 'batch_id = ANY ((SELECT seen_batches())::bigint[]) AND on_batch_id = ANY ((SELECT seen_batches())::bigint[])'],
    ['watched_file', 'batch_id IS NULL OR batch_id = ANY ((SELECT seen_batches())::bigint[])']];
  rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY guarded LOOP
    EXECUTE format('DROP POLICY walls ON %I', rule[1]);
    EXECUTE format('CREATE POLICY walls ON %I USING ((SELECT app_person_is_known()) AND ((SELECT app_person()) = 0 OR %s))', rule[1], rule[2]);
  END LOOP;
END $$;
DROP FUNCTION hidden_batches();
