import type { ColumnType, Generated } from 'kysely';

/** Tables of who works with the book and how they sign in; the migrations define them. */
export interface PeopleTables {
  person: {
    id: Generated<number>;
    public_id: string;
    name: string;
    email: string | null;
    email_by_owner: Generated<boolean>;
    roles: string[];
    owner_name: string | null;
    made_at: Generated<Date>;
    made_by: string;
    left_at: ColumnType<Date | null, never, Date | null>;
    seen_at: ColumnType<Date | null, never, Date | null>;
  };
  team: { id: Generated<number>; public_id: string; name: string; territories: string[] };
  team_member: { team_id: number; person_id: number };
  auth_user: {
    id: string;
    person_id: number;
    name: string;
    email: string;
    two_factor_enabled: Generated<boolean>;
  };
  auth_session: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Date;
    user_agent: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  viewing: { session_id: string; person_id: number; viewed_id: number; began_at: Date };
  auth_account: {
    id: string;
    user_id: string;
    account_id: string;
    provider_id: string;
    password: string | null;
  };
  auth_two_factor: { id: string; user_id: string };
  auth_secret: { secret: string };
  sign_in_link: {
    token_hash: string;
    person_id: number;
    kind: 'owner' | 'invitation' | 'reset';
    made_at: Generated<Date>;
    made_by: string;
    ends_at: Date;
    used_at: ColumnType<Date | null, never, Date | null>;
  };
  sign_in_attempt: {
    key: string;
    failures: number;
    last_at: Generated<Date>;
    blocked_until: Generated<Date>;
  };
  second_factor_code: { user_id: string; code_hash: string; used_at: Generated<Date> };
  provider_account: { issuer: string; subject: string; user_id: string; bound_at: Generated<Date> };
  provider_visit: {
    browser_hash: string;
    state: string;
    nonce: string;
    verifier: string;
    redirect: string;
    wanted: string | null;
    ends_at: Date;
  };
  passkey: {
    id: Generated<number>;
    public_id: string;
    user_id: string;
    name: string;
    credential_id: string;
    public_key: string;
    counter: number;
    made_at: Generated<Date>;
    used_at: ColumnType<Date | null, never, Date | null>;
  };
  passkey_challenge: { challenge_hash: string; user_id: string | null; ends_at: Date };
  api_key: {
    id: Generated<number>;
    public_id: string;
    person_id: number;
    name: string;
    key_hash: string;
    rights: string[];
    last_day: string;
    made_at: Generated<Date>;
    used_at: ColumnType<Date | null, never, Date | null>;
  };
}
