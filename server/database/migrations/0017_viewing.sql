-- Somebody looks at the product as another person, for as long as a session of theirs lasts.
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
