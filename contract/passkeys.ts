import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  madeAt: z.string(),
  usedAt: z.nullable(z.string()),
});
export type Passkey = z.infer<typeof passkey>;

/** What a browser is asked with, and what it answers, as WebAuthn writes them in JSON. */
const question = z.looseObject({ challenge: z.string() });
const ANSWERED = {
  id: z.string(),
  rawId: z.string(),
  type: z.string(),
  clientExtensionResults: z.unknown(),
};
const made = z.object({
  ...ANSWERED,
  response: z.object({ clientDataJSON: z.string(), attestationObject: z.string() }),
});
const signed = z.object({
  ...ANSWERED,
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.optional(z.string()),
  }),
});

const own = { right: 'book.read' } as const;
const open = { right: 'book.read', open: true } as const;

export const passkeyEndpoints = {
  passkeys: endpoint({
    ...own,
    name: 'passkeys',
    method: 'GET',
    path: '/me/passkeys',
    summary: 'Passkeys of one’s own',
    answer: z.array(passkey),
  }),
  beginPasskey: endpoint({
    ...own,
    name: 'beginPasskey',
    method: 'POST',
    path: '/me/passkeys/begin',
    summary: 'What a browser is to make a passkey for; takes the password',
    body: z.object({ password: z.string() }),
    answer: question,
  }),
  addPasskey: endpoint({
    ...own,
    name: 'addPasskey',
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Add the passkey that a browser made, under a name',
    body: z.object({ name: z.string(), made }),
    answer: z.array(passkey),
  }),
  removePasskey: endpoint({
    ...own,
    name: 'removePasskey',
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Remove a passkey of one’s own: nobody signs in by it any more',
    params: z.object({ id: z.string() }),
    answer: z.array(passkey),
  }),
  beginPasskeySignIn: endpoint({
    ...open,
    name: 'beginPasskeySignIn',
    method: 'POST',
    path: '/sign-in/passkey/begin',
    summary: 'What a browser is to sign with a passkey',
    answer: question,
  }),
  passkeySignIn: endpoint({
    ...open,
    name: 'passkeySignIn',
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Sign in by what a passkey signed: a cookie from then on, and no code is asked for',
    body: z.object({ signed }),
    answer: z.object({ done: z.literal(true) }),
  }),
};
