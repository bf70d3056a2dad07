import type { Configuration, CustomFetch } from 'openid-client';
import { Refusal } from '../errors.ts';

/** What is kept of a browser that is sent away, until it comes back. */
export interface Visit {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
}

/** Whom the provider signed in. */
export interface Claims {
  readonly issuer: string;
  /** What the provider calls somebody for good. */
  readonly subject: string;
  /** Undefined unless the provider says that it is theirs. */
  readonly email: string | undefined;
}

/** Another system that signs people in, over OpenID Connect. */
export interface Provider {
  /** As the sign-in page calls it. */
  readonly name: string;
  /** Where the browser is to be sent; undefined where the provider does not answer as it should. */
  begin(redirect: string): Promise<{ url: string; visit: Visit } | undefined>;
  /** @param search what the browser came back with; undefined where it does not fit the visit */
  finish(visit: Visit, search: string): Promise<Claims | undefined>;
}

const PATIENCE_SECONDS = 10;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The provider that the environment names; undefined where it names none. openid-client is loaded when one signs in. */
export function openProvider(env: Readonly<Record<string, string | undefined>>): Provider | undefined {
  const {
    CLIENTELE_OIDC_ISSUER: at,
    CLIENTELE_OIDC_CLIENT_ID: id,
    CLIENTELE_OIDC_CLIENT_SECRET: secret,
  } = env;
  if (!at && !id && !secret) return undefined;
  if (!at || !id || !secret)
    throw new Refusal(
      'provider-settings',
      'Signing in by another system takes CLIENTELE_OIDC_ISSUER, CLIENTELE_OIDC_CLIENT_ID and CLIENTELE_OIDC_CLIENT_SECRET: set all three, or none.',
    );
  const issuer = issuerIn(at);
  const known = knownProvider(issuer, { id, secret });
  return {
    name: env.CLIENTELE_OIDC_NAME || issuer.host,
    begin: redirect => said(async () => await visitTo(await known(), redirect)),
    finish: (visit, search) => said(async () => await claimsOf(await known(), visit, search)),
  };
}

function issuerIn(text: string): URL {
  const url = URL.parse(text);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (url && safe && url.username === '') return url;
  throw new Refusal(
    'provider-settings',
    'CLIENTELE_OIDC_ISSUER is no issuer: write its address as it writes it itself, beginning with https.',
  );
}

/** Reads once what the provider says of itself; again the next time where that failed. */
function knownProvider(
  issuer: URL,
  { id, secret }: { id: string; secret: string },
): () => Promise<Configuration> {
  let reading: Promise<Configuration> | undefined;
  return async () => {
    reading ??= discovered(issuer, { id, secret });
    return await reading.catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
  };
}

async function discovered(
  issuer: URL,
  { id, secret }: { id: string; secret: string },
): Promise<Configuration> {
  const oidc = await import('openid-client');
  const { ClientSecretBasic, ClientSecretPost } = oidc;
  // Posted where that is all that a provider says that it takes.
  const byBasic = ClientSecretBasic(secret);
  const byPost = ClientSecretPost(secret);
  const found = await oidc.discovery(
    issuer,
    id,
    undefined,
    (server, ...asked) => {
      const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return (ways.includes('client_secret_basic') ? byBasic : byPost)(server, ...asked);
    },
    {
      [oidc.customFetch]: onlyTo(issuer.origin),
      timeout: PATIENCE_SECONDS,
      execute: [
        // The signature of what is said of people is checked, although it comes straight from the provider.
        oidc.enableNonRepudiationChecks,
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
    },
  );
  return found;
}

/** What a provider says of itself leads this server nowhere but to the provider. */
function onlyTo(origin: string): CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error('the provider names an address that is not its own');
    const { body, ...rest } = options;
    return await fetch(url, { ...rest, ...(body !== undefined && { body }), redirect: 'error' });
  };
}

async function visitTo(config: Configuration, redirect: string): Promise<{ url: string; visit: Visit }> {
  const oidc = await import('openid-client');
  const verifier = oidc.randomPKCECodeVerifier();
  const visit = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, redirect };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid email',
    state: visit.state,
    nonce: visit.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname))
    throw new Error('the provider would have people sign in without https');
  return { url: url.href, visit };
}

async function claimsOf(config: Configuration, visit: Visit, search: string): Promise<Claims | undefined> {
  const { authorizationCodeGrant } = await import('openid-client');
  const back = new URL(visit.redirect);
  back.search = search;
  const answered = await authorizationCodeGrant(config, back, {
    pkceCodeVerifier: visit.verifier,
    expectedState: visit.state,
    expectedNonce: visit.nonce,
    idTokenExpected: true,
  });
  const claims = answered.claims();
  if (!claims) return undefined;
  const { iss: issuer, sub: subject, email, email_verified: verified } = claims;
  const theirs = typeof email === 'string' && verified === true;
  return { issuer, subject, email: theirs ? email.trim().toLowerCase() : undefined };
}

/** Undefined where it fails; the console says why, without what was said of whom. */
async function said<T>(asking: () => Promise<T>): Promise<T | undefined> {
  try {
    return await asking();
  } catch (error) {
    const { code, message, cause } = error as Error & { code?: string };
    const reason = (cause as { message?: string } | undefined)?.message;
    console.error(
      `sign-in: the provider was not followed (${code ?? message}${code || !reason ? '' : `, ${reason}`})`,
    );
    return undefined;
  }
}
