-- Signing in by another system. An e-mail counts there that an owner wrote; one that people gave themselves proves nothing.
ALTER TABLE person ADD COLUMN email_by_owner boolean NOT NULL DEFAULT false;
-- Of people from before the log says who wrote it; the first owner's own word counts.
UPDATE person p SET email_by_owner = true WHERE EXISTS (
  SELECT FROM change c
  WHERE c.after ->> 'id' = p.public_id AND c.after ->> 'email' = p.email
    AND (c.what = 'person invited'
      OR c.what = 'person changed' AND c.before ->> 'email' IS DISTINCT FROM c.after ->> 'email')
    OR c.what = 'sign-in link used' AND c.after ->> 'person' = p.public_id AND c.after ->> 'kind' = 'owner');
-- Whose account is whose there: bound the first time, by what the system calls somebody for good.
CREATE TABLE provider_account (
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id text NOT NULL REFERENCES auth_user ON DELETE CASCADE,
  bound_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject),
  UNIQUE (issuer, user_id)
);
CREATE INDEX provider_account_by_user ON provider_account (user_id);
-- Browsers that were sent there and did not come back yet. Of what they hold only a hash is kept.
CREATE TABLE provider_visit (
  browser_hash text PRIMARY KEY,
  state text NOT NULL,
  nonce text NOT NULL,
  verifier text NOT NULL,
  -- Where the browser comes back to, and the page that was wanted.
  redirect text NOT NULL,
  wanted text,
  ends_at timestamptz NOT NULL
);
