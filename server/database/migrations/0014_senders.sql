-- Whoever sent a file, by number; 0 is the installation. Who does not see every customer sends rows of those in sight only, and
-- sees what was refused of them as long as it is fresh: of the last day, and with nothing closed since.
ALTER TABLE batch ADD COLUMN created_by_id bigint NOT NULL DEFAULT 0;
CREATE FUNCTION fresh_since() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT max(instant) FROM (
    SELECT wall_now() - interval '1 day' AS instant
    UNION ALL SELECT made_at FROM conflict_member
    UNION ALL SELECT made_at FROM customer_wall
    UNION ALL SELECT withdrawn_at FROM wall_grant WHERE person_id = app_person()
    UNION ALL SELECT (last_day + 1)::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC')
      FROM wall_grant WHERE person_id = app_person()
    UNION ALL SELECT coalesce(ended_at, ends) FROM break_glass WHERE person_id = app_person()) closed
  WHERE instant <= wall_now()
$$;
CREATE FUNCTION fresh_batches() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT id FROM batch WHERE created_by_id = app_person() AND created_at > fresh_since() $$;
-- What was never kept names customers in its own words only: such a file is its sender's.
DO $$
DECLARE guarded text[][] := ARRAY[
    ['batch', $q$(SELECT sees_every_customer())
      OR (created_by_id = (SELECT app_person()) AND created_at > (SELECT fresh_since()))
      OR (state IN ('kept', 'replaced', 'undone') AND NOT coalesce(id IN (SELECT hidden_batches()), false))$q$],
    ['batch_problem', '(SELECT sees_every_customer()) OR batch_id IN (SELECT fresh_batches())'],
    ['batch_mend', '(SELECT sees_every_customer()) OR batch_id IN (SELECT fresh_batches())']];
  rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY guarded LOOP
    EXECUTE format('DROP POLICY walls ON %I', rule[1]);
    EXECUTE format('CREATE POLICY walls ON %I USING ((SELECT app_person_is_known()) AND (%s))', rule[1], rule[2]);
  END LOOP;
END $$;
