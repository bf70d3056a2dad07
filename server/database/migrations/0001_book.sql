-- The operational store. The application's role owns nothing here; see open.ts for its rights.
CREATE TABLE book (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  company text,
  currency text,
  time_zone text,
  fiscal_start_month integer CHECK (fiscal_start_month BETWEEN 1 AND 12),
  home_country text,
  -- Grows by one with every batch kept or undone: the ledger's measures are stamped with it.
  revision bigint NOT NULL DEFAULT 0,
  model_id bigint
);
INSERT INTO book DEFAULT VALUES;

CREATE TABLE batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  kind text,
  preset text,
  file_name text NOT NULL,
  -- Content address of the original below the data folder's files/.
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  -- The only commit point of an import: ledger rows of a batch count when this says kept.
  state text NOT NULL CHECK (state IN ('waiting', 'reading', 'kept', 'unchanged', 'refused', 'undone', 'interrupted')),
  example boolean NOT NULL DEFAULT false,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_kept bigint NOT NULL DEFAULT 0,
  rows_refused bigint NOT NULL DEFAULT 0,
  -- Exact sum of the amounts in the kept rows, in micro-units.
  amount numeric,
  first_month text,
  last_month text,
  sentence text,
  -- The heading line as it stands in the file, for the rows to mend.
  heading text,
  options jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  kept_at timestamptz,
  undone_at timestamptz,
  undone_by text
);
CREATE INDEX batch_sha256 ON batch (sha256);

CREATE TABLE batch_problem (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  row_number bigint NOT NULL,
  field text NOT NULL,
  what text NOT NULL,
  mend text NOT NULL,
  row_text text NOT NULL
);
CREATE INDEX batch_problem_row ON batch_problem (batch_id, row_number);

-- Identity of a customer: once given, an id stays, also when the batch that brought it is undone.
CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  source_key text NOT NULL UNIQUE,
  -- What the kept batches say of it; not known where none mentions it.
  known boolean NOT NULL DEFAULT false,
  name text,
  segment text,
  country text,
  parent text,
  since date,
  owner text
);

-- What each batch says of a customer; `stated` false where an order line only mentions it.
CREATE TABLE customer_record (
  batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES customer,
  stated boolean NOT NULL,
  name text,
  segment text,
  country text,
  parent text,
  since date,
  owner text
);
CREATE INDEX customer_record_customer ON customer_record (customer_id);
CREATE INDEX customer_record_batch ON customer_record (batch_id);

CREATE TABLE cost_model (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  name text NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);

CREATE TABLE closed_month (
  month text PRIMARY KEY,
  closed_at timestamptz NOT NULL DEFAULT now(),
  closed_by text NOT NULL
);

-- Who changed what, when, from what to what.
CREATE TABLE change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  what text NOT NULL,
  before jsonb,
  after jsonb
);
