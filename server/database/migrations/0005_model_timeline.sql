-- Which cost model holds from when to when. Every state of it stays: who changed it, when and why.
CREATE TABLE model_timeline (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  -- In the order of time, without overlap: [{"model": cost_model.id, "first": "2025-01" or null, "last": "2025-06" or null}].
  versions jsonb NOT NULL,
  reason text,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL
);
-- The ledger's costs are stamped with what they were worked out under: no number of a model may mean a timeline.
SELECT setval(pg_get_serial_sequence('model_timeline', 'id'), (SELECT coalesce(max(id), 0) + 1000 FROM cost_model));
ALTER TABLE book ADD COLUMN timeline_id bigint REFERENCES model_timeline;
INSERT INTO model_timeline (public_id, versions, made_at, made_by)
SELECT 'tml_' || substr(m.public_id, 5), jsonb_build_array(jsonb_build_object('model', m.id, 'first', NULL, 'last', NULL)),
  m.created_at, m.created_by
FROM book b JOIN cost_model m ON m.id = b.model_id;
UPDATE book SET timeline_id = (SELECT max(id) FROM model_timeline);
ALTER TABLE book DROP COLUMN model_id;
