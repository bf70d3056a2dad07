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
  PERFORM pg_advisory_xact_lock_shared(hashtext('batch_walled'));
  IF EXISTS (SELECT 1 FROM conflict_member) OR EXISTS (SELECT 1 FROM customer_wall) THEN
    INSERT INTO batch_walled SELECT DISTINCT batch_id, customer_id FROM added
    WHERE customer_id IN (SELECT customer_id FROM conflict_member UNION SELECT customer_id FROM customer_wall)
    ON CONFLICT DO NOTHING;
  END IF;
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

CREATE OR REPLACE FUNCTION hidden_batches() RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT hidden_places() AS places)
  SELECT DISTINCT w.batch_id FROM hidden CROSS JOIN batch_walled w
  WHERE CASE WHEN w.customer_id < length(hidden.places) THEN get_byte(hidden.places, w.customer_id::integer) = ascii('1') END
$$;
CREATE OR REPLACE FUNCTION seen_batches() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT hidden_places() AS places)
  SELECT coalesce(array_agg(b.id), '{}') FROM hidden CROSS JOIN batch b
  WHERE position('1'::bytea IN hidden.places) = 0
    OR b.state IN ('kept', 'replaced', 'undone') AND NOT EXISTS (
      SELECT 1 FROM batch_walled w WHERE w.batch_id = b.id
        AND CASE WHEN w.customer_id < length(hidden.places) THEN get_byte(hidden.places, w.customer_id::integer) = ascii('1') END)
$$;
