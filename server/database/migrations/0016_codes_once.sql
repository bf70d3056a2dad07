-- Codes of authenticators that signed somebody in, or confirmed one: none is taken twice. Only a hash is kept.
CREATE TABLE second_factor_code (
  user_id text NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, code_hash)
);
