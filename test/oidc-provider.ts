import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const CLIENT = { id: 'clientele', secret: 'a secret of the tests' };

/** What the next one to come has there, and how what is said of them goes wrong. */
interface Coming {
  readonly claims: Readonly<Record<string, unknown>>;
  /** Signs with a key that the provider does not name. */
  readonly forged?: boolean;
}

interface Grant extends Coming {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect: string;
}

/** A system that signs people in by OpenID Connect, at an address of this machine: code, PKCE, signed tokens. */
export async function startOidcProvider() {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const coming: { next: Coming } = { next: { claims: {} } };
  /** What it says of itself besides. */
  const metadata: Record<string, unknown> = {};
  const asked: string[] = [];
  const { authorize, token } = codeGrants(coming, { at: () => at, key: keys.privateKey });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', at);
    asked.push(`${request.method} ${url.pathname}`);
    if (url.pathname === '/moved') return response.writeHead(302, { Location: `${at}/keys` }).end();
    if (url.pathname === '/authorize') return authorize(url.searchParams, response);
    if (url.pathname === '/token') return void token(request, response);
    const known = { '/.well-known/openid-configuration': configuration(), '/keys': jwks() }[url.pathname];
    json(response, known ? 200 : 404, known ?? {});
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration = () => ({
    ...{ issuer: at, authorization_endpoint: `${at}/authorize`, token_endpoint: `${at}/token` },
    ...{ jwks_uri: `${at}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'] },
    id_token_signing_alg_values_supported: ['RS256'],
    ...metadata,
  });
  const jwks = () => ({
    keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
  });
  return {
    at,
    coming,
    metadata,
    /** Every request that came. */
    asked,
    settings: {
      CLIENTELE_OIDC_ISSUER: at,
      CLIENTELE_OIDC_CLIENT_ID: CLIENT.id,
      CLIENTELE_OIDC_CLIENT_SECRET: CLIENT.secret,
      CLIENTELE_OIDC_NAME: 'Work account',
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
export type OidcProvider = Awaited<ReturnType<typeof startOidcProvider>>;

/** Codes for whoever comes, and a token for each: once, to the client that asked for it and can show so. */
function codeGrants(coming: { next: Coming }, { at, key }: { at: () => string; key: KeyObject }) {
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const code = randomBytes(8).toString('hex');
    const redirect = query.get('redirect_uri') ?? '';
    grants.set(code, {
      ...coming.next,
      ...{ nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '', redirect },
    });
    const back = new URL(redirect);
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '' }).toString();
    response.writeHead(302, { Location: back.href }).end();
  };
  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await text(request));
    const [id, secret] = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':')
      .map(part => decodeURIComponent(part.replaceAll('+', ' ')));
    const grant = grants.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const right = grant?.challenge === challenge && grant.redirect === form.get('redirect_uri');
    if (!grant || !right || id !== CLIENT.id || secret !== CLIENT.secret)
      return json(response, 400, { error: 'invalid_grant' });
    grants.delete(form.get('code') ?? '');
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: at(), aud: CLIENT.id, iat: now, exp: now + 60, nonce: grant.nonce, ...grant.claims };
    json(response, 200, {
      ...{ access_token: randomBytes(8).toString('hex'), token_type: 'Bearer' },
      id_token: signed(said, grant.forged ? others.privateKey : key),
    });
  };
  return { authorize, token };
}

function json(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const what = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
  return `${what}.${createSign('sha256').update(what).sign(key).toString('base64url')}`;
}
