import type { ClientConfig } from 'pg';
import { PASSWORD_LEAST, PASSWORD_MOST } from '../../contract/sign-in.ts';
import { AUTH_TABLES, SECOND_FACTOR_TABLES } from './auth-tables.ts';
import { passwordFits, passwordHash } from './password-hash.ts';

const DAY_SECONDS = 86_400;
const SESSION_DAYS = 14;
const SECOND_FACTOR_SECONDS = 600;

export interface AuthStore {
  readonly app: ClientConfig;
  readonly secret: string;
  /** Where people come in. */
  readonly at: string;
}

/**
 * better-auth over tables of ours: sessions, passwords and second factors. It is asked in this process only, never over
 * HTTP, and asks nobody: no telemetry, no mail, no provider. It takes half a second to load, so whoever works over the
 * data folder never does.
 */
export async function openAuth({ app, secret, at }: AuthStore) {
  const [{ betterAuth }, { entering }, { twoFactor }, { default: pg }] = await Promise.all([
    import('better-auth'),
    import('./auth-entering.ts'),
    import('better-auth/plugins/two-factor'),
    import('pg'),
  ]);
  const pool = new pg.Pool({ ...app, max: 4 });
  // A connection that the server ends is replaced on next use; unheard it would end us.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  const auth = betterAuth({
    appName: 'Clientele',
    baseURL: at,
    secret,
    database: pool,
    telemetry: { enabled: false },
    // What it has to say of an attempt may name the account.
    logger: { level: 'error', log: (_level, message) => console.error(`sign-in: ${message}`) },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: PASSWORD_MOST,
      password: { hash: passwordHash, verify: ({ hash, password }) => passwordFits(password, hash) },
    },
    session: {
      ...AUTH_TABLES.session,
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      // A session that was ended holds for no request more: it is looked up each time.
      cookieCache: { enabled: false },
    },
    user: AUTH_TABLES.user,
    account: AUTH_TABLES.account,
    verification: AUTH_TABLES.verification,
    plugins: [
      entering,
      twoFactor({
        issuer: 'Clientele',
        twoFactorCookieMaxAge: SECOND_FACTOR_SECONDS,
        otpOptions: {},
        schema: SECOND_FACTOR_TABLES,
      }),
    ],
    advanced: {
      cookiePrefix: 'clientele',
      useSecureCookies: at.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // A header could say any address; ours comes from the connection.
      ipAddress: { disableIpTracking: true },
    },
  });
  return { api: auth.api, close: () => pool.end() };
}
export type Auth = Awaited<ReturnType<typeof openAuth>>;
