-- Who works with the book. Roles are names that the program knows; how a person signs in stands elsewhere.
CREATE TABLE person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL CHECK (name <> ''),
  email text CHECK (email = lower(email)),
  roles text[] NOT NULL DEFAULT '{}',
  -- As files write the owner of an account: these accounts are the person's own.
  owner_name text,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  -- Left the company, or was removed: nothing is open any more, and what was written down keeps its name.
  left_at timestamptz
);
CREATE UNIQUE INDEX person_by_email ON person (email) WHERE left_at IS NULL;
-- Its members see one another's accounts, and those in its territories.
CREATE TABLE team (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  -- Countries, as the customers' records write them.
  territories text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE team_member (
  team_id bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  PRIMARY KEY (team_id, person_id)
);
CREATE INDEX team_member_by_person ON team_member (person_id);
