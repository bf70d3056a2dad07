-- No fault of the row: it says what another row says, and was left out as it was decided.
ALTER TABLE batch_problem ADD COLUMN left_out boolean NOT NULL DEFAULT false;
ALTER TABLE batch_mend
  -- The row as it stood; `cells` are all cells of the row as it is to be read, in the order of the headings.
  ADD COLUMN row_text text NOT NULL,
  -- Where its batch was kept before: the batch that the mended row was imported by, and its row there.
  ADD COLUMN imported_in bigint REFERENCES batch,
  ADD COLUMN imported_row bigint;
CREATE INDEX batch_mend_imported_in ON batch_mend (imported_in);
