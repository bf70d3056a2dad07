-- Passkeys by which people sign in: the public half, in base64url, and what its holder calls it.
CREATE TABLE passkey (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text NOT NULL UNIQUE,
  user_id text NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> ''),
  credential_id text NOT NULL UNIQUE,
  public_key text NOT NULL,
  -- As the authenticator counts its uses; one that goes back is a copy.
  counter bigint NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);
CREATE INDEX passkey_by_user ON passkey (user_id);
-- What a browser was asked to sign, for one answer. Whose it is stands there where a passkey is added.
CREATE TABLE passkey_challenge (
  challenge_hash text PRIMARY KEY,
  user_id text REFERENCES auth_user ON DELETE CASCADE,
  ends_at timestamptz NOT NULL
);
