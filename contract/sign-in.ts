import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { rightName } from './people.ts';

/** Shortest and longest password, in characters. */
export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;

const session = z.object({
  id: z.string(),
  since: z.string(),
  /** To within a day. */
  seenAt: z.string(),
  endsAt: z.string(),
  /** What the browser says that it is. */
  browser: z.nullable(z.string()),
  /** The one that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof session>;

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  rights: z.array(z.string()),
  /** It holds through this day. */
  lastDay: z.string(),
  ended: z.boolean(),
  madeAt: z.string(),
  usedAt: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof apiKey>;

const signInWays = z.object({
  /** Whether links are mailed, so that who forgot a password can ask for one. */
  mail: z.boolean(),
  /** The other system that signs people in, as it is called; null where there is none. */
  provider: z.nullable(z.string()),
});

/** With `secondFactor` nobody is signed in yet: a code is asked for. */
const entered = z.object({ secondFactor: z.boolean() });
const done = z.object({ done: z.literal(true) });
const one = z.object({ id: z.string() });
/** Of nobody in particular, and asked of nobody who is not signed in. */
const open = { right: 'book.read', open: true } as const;
const own = { right: 'book.read' } as const;

export const signInEndpoints = {
  signInWays: endpoint({
    ...open,
    name: 'signInWays',
    method: 'GET',
    path: '/sign-in',
    summary: 'What of signing in is set up here',
    answer: signInWays,
  }),
  signIn: endpoint({
    ...open,
    name: 'signIn',
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in by e-mail and password: a cookie from then on, or the question for a second factor',
    body: z.object({ email: z.string(), password: z.string() }),
    answer: entered,
  }),
  secondFactor: endpoint({
    ...open,
    name: 'secondFactor',
    method: 'POST',
    path: '/sign-in/second-factor',
    summary: 'Finish signing in with the code that an authenticator shows',
    body: z.object({ code: z.string() }),
    answer: entered,
  }),
  seeLink: endpoint({
    ...open,
    name: 'seeLink',
    method: 'POST',
    path: '/sign-in/link',
    summary: 'Whom a one-time link is for; does not use it up',
    body: z.object({ token: z.string() }),
    answer: z.object({
      kind: z.enum(['owner', 'invitation', 'reset']),
      name: z.string(),
      email: z.nullable(z.string()),
    }),
  }),
  redeemLink: endpoint({
    ...open,
    name: 'redeemLink',
    method: 'POST',
    path: '/sign-in/link/use',
    summary: 'Use a one-time link: set the password, end all other sessions, and sign in',
    body: z.object({
      token: z.string(),
      password: z.string(),
      name: z.optional(z.string()),
      email: z.optional(z.string()),
    }),
    answer: entered,
  }),
  forgotPassword: endpoint({
    ...open,
    name: 'forgotPassword',
    method: 'POST',
    path: '/sign-in/forgotten',
    summary: 'Ask for a link to set a new password by, where mail is set up; the same answer for any e-mail',
    body: z.object({ email: z.string() }),
    answer: done,
  }),
  beginProviderSignIn: endpoint({
    ...open,
    name: 'beginProviderSignIn',
    method: 'POST',
    path: '/sign-in/provider',
    summary:
      'Begin to sign in by another system (OpenID Connect): where the browser goes, and a cookie to come back with',
    body: z.object({ to: z.optional(z.nullable(z.string())) }),
    answer: z.object({ url: z.string() }),
  }),
  finishProviderSignIn: endpoint({
    ...open,
    name: 'finishProviderSignIn',
    method: 'POST',
    path: '/sign-in/provider/finish',
    summary:
      'Finish it with what the browser came back with; for who was invited by an owner, and nobody else',
    body: z.object({ search: z.string() }),
    answer: z.object({ to: z.nullable(z.string()) }),
  }),
  signOut: endpoint({
    ...open,
    name: 'signOut',
    method: 'POST',
    path: '/sign-out',
    summary: 'End the session that asks',
    answer: done,
  }),
  sessions: endpoint({
    ...own,
    name: 'sessions',
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where one is signed in',
    answer: z.array(session),
  }),
  endSession: endpoint({
    ...own,
    name: 'endSession',
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'End a session of one’s own',
    params: one,
    answer: z.array(session),
  }),
  changePassword: endpoint({
    ...own,
    name: 'changePassword',
    method: 'POST',
    path: '/me/password',
    summary: 'Set another password; all other sessions end',
    body: z.object({ current: z.string(), password: z.string() }),
    answer: done,
  }),
  beginSecondFactor: endpoint({
    ...own,
    name: 'beginSecondFactor',
    method: 'POST',
    path: '/me/second-factor',
    summary: 'A secret for an authenticator; it is asked for once a first code was confirmed',
    body: z.object({ password: z.string() }),
    answer: z.object({ secret: z.string(), link: z.string() }),
  }),
  confirmSecondFactor: endpoint({
    ...own,
    name: 'confirmSecondFactor',
    method: 'POST',
    path: '/me/second-factor/confirm',
    summary: 'Confirm the authenticator by its first code: from then on signing in asks for one',
    body: z.object({ code: z.string() }),
    answer: done,
  }),
  endSecondFactor: endpoint({
    ...own,
    name: 'endSecondFactor',
    method: 'POST',
    path: '/me/second-factor/end',
    summary: 'Sign in by password alone again',
    body: z.object({ password: z.string() }),
    answer: done,
  }),
  apiKeys: endpoint({
    ...own,
    name: 'apiKeys',
    method: 'GET',
    path: '/me/keys',
    summary: 'API keys of one’s own, without the keys themselves',
    answer: z.array(apiKey),
  }),
  makeApiKey: endpoint({
    ...own,
    name: 'makeApiKey',
    method: 'POST',
    path: '/me/keys',
    summary:
      'Make an API key with some of one’s own rights, through a last day; sent as `Authorization: Bearer`. The key is in this answer and nowhere else',
    body: z.object({ name: z.string(), rights: z.array(rightName), lastDay: z.string() }),
    answer: z.object({ key: z.string(), apiKey }),
  }),
  removeApiKey: endpoint({
    ...own,
    name: 'removeApiKey',
    method: 'DELETE',
    path: '/me/keys/{id}',
    summary: 'Remove an API key of one’s own: it ends at once',
    params: one,
    answer: z.array(apiKey),
  }),
};
