-- Contracts that are renewed until they end, as people state them.
ALTER TABLE value_input DROP CONSTRAINT value_input_kind_check;
ALTER TABLE value_input ADD CONSTRAINT value_input_kind_check
  CHECK (kind IN ('replacement', 'potential', 'visibility', 'referral', 'spend', 'contract'));
