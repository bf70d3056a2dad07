-- What walls rest on. The engine decides (engine/src/walls); `hidden_from` below is the same decision where rows are read,
-- and a test holds the two together. Days are in the book's time zone, both ends included. Nothing here is ever changed
-- afterwards but for its end: what was known stays known.
CREATE TABLE conflict_class (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE TABLE conflict_member (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  class_id bigint NOT NULL REFERENCES conflict_class,
  customer_id bigint NOT NULL REFERENCES customer,
  first_day date NOT NULL,
  last_day date,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX conflict_member_class ON conflict_member (class_id);
CREATE INDEX conflict_member_customer ON conflict_member (customer_id);
-- Walled for another reason than a rival.
CREATE TABLE customer_wall (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  reason text NOT NULL CHECK (reason <> ''),
  first_day date NOT NULL,
  last_day date,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX customer_wall_customer ON customer_wall (customer_id);
-- What a walled customer is called where a row must be shown to who may not know it.
CREATE TABLE code_name (
  customer_id bigint PRIMARY KEY REFERENCES customer,
  name text NOT NULL UNIQUE CHECK (name <> '')
);
CREATE TABLE wall_grant (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  person_id bigint NOT NULL REFERENCES person,
  customer_id bigint NOT NULL REFERENCES customer,
  role text NOT NULL CHECK (role IN ('owner', 'contributor', 'reader')),
  purpose text NOT NULL CHECK (purpose <> ''),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  -- When its first day begins in the book's time zone, or when it was made where that is later.
  begins timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX wall_grant_person ON wall_grant (person_id);
CREATE INDEX wall_grant_customer ON wall_grant (customer_id);
-- The newest version of a customer's is in force.
CREATE TABLE handling_rules (
  customer_id bigint NOT NULL REFERENCES customer,
  version integer NOT NULL CHECK (version > 0),
  rules text NOT NULL CHECK (rules <> ''),
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  PRIMARY KEY (customer_id, version)
);
CREATE TABLE attestation (
  person_id bigint NOT NULL REFERENCES person,
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, customer_id, version),
  FOREIGN KEY (customer_id, version) REFERENCES handling_rules
);
CREATE TABLE required_training (
  customer_id bigint NOT NULL REFERENCES customer,
  training text NOT NULL CHECK (training <> ''),
  PRIMARY KEY (customer_id, training)
);
CREATE TABLE training (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  training text NOT NULL CHECK (training <> ''),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX training_person ON training (person_id);
-- The first time that a person read behind the wall of a customer.
CREATE TABLE confidential_read (
  person_id bigint NOT NULL REFERENCES person,
  customer_id bigint NOT NULL REFERENCES customer,
  first_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, customer_id)
);
CREATE TABLE wall_crossing (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  person_id bigint NOT NULL REFERENCES person,
  class_id bigint NOT NULL REFERENCES conflict_class,
  customer_id bigint NOT NULL REFERENCES customer,
  reason text NOT NULL CHECK (reason <> ''),
  -- The day after cooling-off, and when it begins.
  first_day date NOT NULL,
  begins timestamptz NOT NULL,
  approved_by bigint NOT NULL REFERENCES person,
  withdrawn_at timestamptz,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
CREATE INDEX wall_crossing_person ON wall_crossing (person_id);
CREATE TABLE break_glass (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  person_id bigint NOT NULL REFERENCES person,
  customer_id bigint NOT NULL REFERENCES customer,
  reason text NOT NULL CHECK (reason <> ''),
  begins timestamptz NOT NULL,
  ends timestamptz NOT NULL CHECK (ends > begins),
  approved_by bigint NOT NULL REFERENCES person,
  ended_at timestamptz,
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX break_glass_person ON break_glass (person_id);
-- Grows with whatever walls rest on: what was worked out from them is known to be of today's.
CREATE TABLE wall_state (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  revision bigint NOT NULL DEFAULT 0,
  -- The latest instant that anybody was answered at: a clock that is set back opens nothing again.
  latest timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO wall_state DEFAULT VALUES;
CREATE FUNCTION walls_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE wall_state SET revision = revision + 1;
  RETURN NULL;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conflict_class', 'conflict_member', 'customer_wall', 'wall_grant', 'handling_rules', 'attestation',
    'required_training', 'training', 'confidential_read', 'wall_crossing', 'break_glass', 'person', 'team', 'team_member'] LOOP
    EXECUTE format('CREATE TRIGGER walls_changed AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION walls_changed()', name);
  END LOOP;
END $$;

-- Who asks: nobody where a connection was not told. 0 is the installation itself.
CREATE FUNCTION app_person() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.person', true), '')::bigint $$;
CREATE FUNCTION app_person_is_known() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT app_person() = 0 OR EXISTS (SELECT 1 FROM person WHERE id = app_person() AND left_at IS NULL) $$;
CREATE FUNCTION wall_now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT greatest(now(), latest) FROM wall_state $$;
CREATE FUNCTION wall_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT (moment AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC'))::date $$;

-- Whether the approver of a crossing was on no side of the class when it began, and is somebody else.
CREATE FUNCTION is_rightly_approved(c wall_crossing) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.approved_by <> c.person_id
    AND NOT EXISTS (SELECT 1 FROM wall_crossing o WHERE o.person_id = c.approved_by AND o.class_id = c.class_id
      AND o.begins <= c.begins AND (o.withdrawn_at IS NULL OR o.withdrawn_at > c.begins))
    AND NOT EXISTS (SELECT 1 FROM conflict_member m WHERE m.class_id = c.class_id
      AND c.first_day BETWEEN m.first_day AND coalesce(m.last_day, c.first_day)
      AND (EXISTS (SELECT 1 FROM wall_grant g WHERE g.person_id = c.approved_by AND g.customer_id = m.customer_id
          AND g.begins <= c.begins AND (g.withdrawn_at IS NULL OR g.withdrawn_at >= g.begins))
        OR EXISTS (SELECT 1 FROM confidential_read r WHERE r.person_id = c.approved_by AND r.customer_id = m.customer_id
          AND r.first_at <= c.begins)))
$$;

-- All walled customers that are closed to a person at a moment: `hiddenFrom` of the engine, rule by rule.
CREATE FUNCTION hidden_from(who bigint, today date, moment timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH member AS MATERIALIZED (
    SELECT DISTINCT class_id, customer_id FROM conflict_member
    WHERE first_day <= today AND today <= coalesce(last_day, today)
  ), walled AS (
    SELECT customer_id FROM member
    UNION SELECT customer_id FROM customer_wall WHERE first_day <= today AND today <= coalesce(last_day, today)
  ), event AS MATERIALIZED (
    SELECT customer_id, begins AS instant, 0 AS kind, id FROM wall_grant
    WHERE person_id = who AND (withdrawn_at IS NULL OR withdrawn_at >= begins)
    UNION ALL SELECT customer_id, first_at, 1, customer_id FROM confidential_read WHERE person_id = who
  ), first_event AS (
    SELECT DISTINCT ON (m.class_id) m.class_id, m.customer_id FROM member m JOIN event e ON e.customer_id = m.customer_id
    WHERE e.instant <= moment ORDER BY m.class_id, e.instant, e.kind, e.id
  ), crossing AS (
    SELECT DISTINCT ON (c.class_id) c.class_id, c.customer_id FROM wall_crossing c
    JOIN member m ON m.class_id = c.class_id AND m.customer_id = c.customer_id
    WHERE c.person_id = who AND c.first_day <= today AND c.begins <= moment
      AND (c.withdrawn_at IS NULL OR c.withdrawn_at > moment) AND is_rightly_approved(c)
    ORDER BY c.class_id, c.begins DESC, c.id DESC
  ), side AS (
    SELECT class_id, coalesce(c.customer_id, f.customer_id) AS customer_id
    FROM first_event f FULL JOIN crossing c USING (class_id)
  ), granted AS (
    SELECT DISTINCT g.customer_id FROM wall_grant g
    WHERE g.person_id = who AND g.first_day <= today AND today <= g.last_day AND g.begins <= moment
      AND (g.withdrawn_at IS NULL OR g.withdrawn_at > moment)
  ), open AS (
    SELECT g.customer_id FROM granted g
    WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT max(version) AS version FROM handling_rules h WHERE h.customer_id = g.customer_id) v
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
      AND (b.ended_at IS NULL OR b.ended_at > moment) AND b.approved_by <> who
  )
  SELECT customer_id FROM walled EXCEPT SELECT customer_id FROM open
$$;
CREATE FUNCTION hidden_customers() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT h FROM hidden_from(app_person(), wall_day(wall_now()), wall_now()) h WHERE app_person() <> 0
$$;
-- Files that mention a hidden customer are hidden as a whole: a row of theirs may stand in any of their lists.
-- Of each file the first such record is enough: the many that name one are not read through.
CREATE FUNCTION hidden_batches() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT h AS id FROM hidden_customers() h)
  SELECT b.id FROM batch b CROSS JOIN LATERAL (
    SELECT 1 FROM customer_record r WHERE r.batch_id = b.id AND (r.customer_id IN (SELECT id FROM hidden)) IS TRUE LIMIT 1) named
$$;
-- Who may not see every customer sees no row as it came either: whose it is, it says in its own words.
CREATE FUNCTION sees_every_customer() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT NOT EXISTS (SELECT 1 FROM hidden_customers()) $$;
-- Scenarios about a hidden customer, or that change something of one by its number.
CREATE FUNCTION hidden_scenarios() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH hidden AS MATERIALIZED (SELECT c.id, c.public_id, c.source_key FROM customer c JOIN hidden_customers() h ON h = c.id)
  SELECT s.scenario_id FROM scenario_customer s JOIN hidden ON hidden.id = s.customer_id
  UNION
  SELECT s.id FROM scenario s JOIN hidden h ON EXISTS (
    SELECT 1 FROM jsonb_path_query(s.body, '$.**.customer') named WHERE named #>> '{}' IN (h.public_id, h.source_key))
$$;
-- Views whose address names a hidden customer.
CREATE FUNCTION hidden_views() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT v.id FROM named_view v, customer c JOIN hidden_customers() h ON h = c.id
  WHERE v.address LIKE '%' || c.public_id || '%' OR v.address ~* ('[/=:]' || regexp_replace(c.source_key, '([^[:alnum:]])', '\\\1', 'g') || '($|[&?/#])')
$$;

-- A name that is taken by what somebody may not see would tell them of it: who saves looks among what they see, in turn.
DROP INDEX named_view_name;
DO $$
DECLARE guarded text[][] := ARRAY[
    ['customer', 'id IN (SELECT hidden_customers())'],
    ['customer_record', 'customer_id IN (SELECT hidden_customers())'],
    ['decision', 'customer_id IN (SELECT hidden_customers())'],
    ['scenario_customer', 'customer_id IN (SELECT hidden_customers())'],
    ['scenario', 'id IN (SELECT hidden_scenarios())'],
    ['named_view', 'id IN (SELECT hidden_views())'],
    ['batch', 'id IN (SELECT hidden_batches())'],
    ['batch_problem', 'NOT (SELECT sees_every_customer())'],
    ['batch_mend', 'NOT (SELECT sees_every_customer())'],
    ['batch_dependency', 'batch_id IN (SELECT hidden_batches()) OR on_batch_id IN (SELECT hidden_batches())'],
    ['watched_file', 'batch_id IN (SELECT hidden_batches())']];
  rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY guarded LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule[1]);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', rule[1]);
    EXECUTE format('CREATE POLICY walls ON %I USING ((SELECT app_person_is_known()) AND NOT coalesce(%s, false))', rule[1], rule[2]);
  END LOOP;
END $$;
