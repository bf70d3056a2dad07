-- What is asked about instead of what was; figures are never read from here.
CREATE TABLE scenario (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL,
  note text,
  body jsonb NOT NULL,
  -- Grows by one with each change, so that who saves second learns of who was first.
  revision integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by text NOT NULL
);
