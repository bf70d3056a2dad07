-- Somebody looks at the product as another person, for as long as a session of theirs lasts. What is hidden from either of
-- the two is hidden then.
CREATE TABLE viewing (
  session_id text PRIMARY KEY REFERENCES auth_session ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
  viewed_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
  began_at timestamptz NOT NULL DEFAULT now(),
  CHECK (viewed_id <> person_id)
);
CREATE INDEX viewing_person ON viewing (person_id);
CREATE INDEX viewing_viewed ON viewing (viewed_id);

-- However it ends, by itself, with its session or with either of the two, the log says from when to when.
CREATE FUNCTION viewing_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET "app.person" = '0' AS $$
BEGIN
  INSERT INTO change (made_by, person_id, surface, kind, what, before, after, customers)
  SELECT p.name, p.id, 'web', 'write', 'view as ended',
    jsonb_build_object('person', v.public_id, 'name', v.name, 'from', OLD.began_at, 'until', NULL),
    jsonb_build_object('person', v.public_id, 'name', v.name, 'from', OLD.began_at, 'until', now()), '{}'
  FROM person p, person v WHERE p.id = OLD.person_id AND v.id = OLD.viewed_id;
  RETURN NULL;
END $$;
CREATE TRIGGER viewing_ended AFTER DELETE ON viewing FOR EACH ROW EXECUTE FUNCTION viewing_ended();
CREATE FUNCTION viewing_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM viewing WHERE person_id = NEW.id OR viewed_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER viewing_left AFTER UPDATE OF left_at ON person FOR EACH ROW WHEN (NEW.left_at IS NOT NULL)
  EXECUTE FUNCTION viewing_left();

-- As whom the one who asks looks at the product; null as nobody else.
CREATE FUNCTION app_viewed() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.viewed', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION hidden_customers() RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public AS $$
  SELECT h FROM hidden_from(app_person(), wall_day(wall_now()), wall_now()) h WHERE app_person() <> 0
  UNION SELECT h FROM hidden_from(app_viewed(), wall_day(wall_now()), wall_now()) h WHERE app_viewed() IS NOT NULL
$$;
CREATE OR REPLACE FUNCTION hidden_places() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public AS $$
  SELECT CASE
    WHEN app_person() = 0 THEN ''::bytea
    WHEN app_viewed() IS NULL THEN hidden_places_from(app_person(), wall_day(wall_now()), wall_now())
    ELSE (
      SELECT coalesce(string_agg(repeat('0', (id - before - 1)::integer) || '1', '' ORDER BY id), '')::bytea
      FROM (SELECT h AS id, lag(h, 1, -1::bigint) OVER (ORDER BY h) AS before FROM hidden_customers() h) hidden)
  END
$$;
-- What somebody sent themselves is not what both may see.
CREATE OR REPLACE FUNCTION fresh_since() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public AS $$
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
