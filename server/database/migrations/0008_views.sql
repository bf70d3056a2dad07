-- Pages to come back to: an address of the product under a name. Figures are never read from here.
CREATE TABLE named_view (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL,
  -- Path and search of the page.
  address text NOT NULL,
  note text,
  -- Grows by one with each change, so that who saves second learns of who was first.
  revision integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by text NOT NULL
);
-- Two names that differ in capitals only would be taken for one another.
CREATE UNIQUE INDEX named_view_name ON named_view (lower(name));
