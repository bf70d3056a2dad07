-- Any file: which table of it, how it is read, what a check found, and what stands in for what.
ALTER TABLE batch DROP CONSTRAINT batch_state_check;
ALTER TABLE batch ADD CONSTRAINT batch_state_check CHECK (state IN (
  'waiting', 'reading', 'checked', 'kept', 'unchanged', 'refused', 'cancelled', 'interrupted', 'undone', 'replaced'));
ALTER TABLE batch
  -- The table of the file: {"member": …, "sheet": …}; null where it has only one.
  ADD COLUMN part jsonb,
  -- How its columns became fields; null where the headings say it.
  ADD COLUMN mapping jsonb,
  -- What a check found, as contract/batches.ts writes it.
  ADD COLUMN findings jsonb,
  -- Checked only: read like an import and kept by nobody.
  ADD COLUMN rehearsed boolean NOT NULL DEFAULT false,
  ADD COLUMN replaces bigint REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  ADD COLUMN replaced_by bigint REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  -- The batch whose refused rows these are, mended.
  ADD COLUMN mends_of bigint REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  ADD COLUMN rows_left_out bigint NOT NULL DEFAULT 0,
  -- How often its reading began: a file that stops the program is not read for ever.
  ADD COLUMN attempts integer NOT NULL DEFAULT 0;

-- Cells of a row as somebody mended them, by heading.
CREATE TABLE batch_mend (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  row_number bigint NOT NULL,
  cells jsonb NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  PRIMARY KEY (batch_id, row_number)
);

-- A later batch that rests on an earlier one: lines that were converted at its exchange rates.
CREATE TABLE batch_dependency (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  on_batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  why text NOT NULL,
  PRIMARY KEY (batch_id, on_batch_id, why)
);

CREATE TABLE mapping_preset (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);

-- Units of the reporting currency for one unit of another, at ten decimals; of a day the newest kept batch counts.
CREATE TABLE exchange_rate (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  row_number bigint NOT NULL,
  currency text NOT NULL,
  day date NOT NULL,
  rate bigint NOT NULL CHECK (rate > 0)
);
CREATE INDEX exchange_rate_batch ON exchange_rate (batch_id);

-- A customer's attributes beyond those of the layout, by the name that the file gives them.
ALTER TABLE customer ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';
ALTER TABLE customer_record ADD COLUMN custom jsonb, ADD COLUMN row_number bigint;

CREATE TABLE watched_folder (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  path text NOT NULL UNIQUE,
  options jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);

-- What was seen in a watched folder: a file is taken once, when its size and time have stood still.
CREATE TABLE watched_file (
  folder_id bigint NOT NULL REFERENCES watched_folder ON DELETE CASCADE,
  name text NOT NULL,
  bytes bigint NOT NULL,
  modified_at timestamptz NOT NULL,
  batch_id bigint REFERENCES batch,
  sentence text,
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (folder_id, name)
);
