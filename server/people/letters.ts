import type { OneTimeLink } from '../../contract/people.ts';
import type { Letter } from './mail.ts';

/** Whom a letter is for. */
export interface Addressee {
  readonly name: string;
  readonly email: string;
}

const NAME_LETTERS_MOST = 80;

/** A one-time link, and nothing else that would tell who came by it anything. */
export function linkLetter(
  to: Addressee,
  {
    url,
    kind,
    endsAt,
    asked = false,
  }: { url: string; kind: OneTimeLink['kind']; endsAt: string; asked?: boolean },
): Letter {
  const [subject, begin] =
    kind === 'reset'
      ? ['set a new password', asked ? ASKED : 'An owner made a link for you to set a new password with.']
      : ['you are invited', 'You are invited to work with Clientele.'];
  return letter(to, subject, [
    `${begin} It works once, until ${minuteOf(endsAt)}:`,
    url,
    asked
      ? 'If it was not you, leave it: nothing changes.'
      : 'Whoever has the link can use it: keep it to yourself.',
  ]);
}

const ASKED = 'Somebody asked on the sign-in page for a link to set a new password of yours with.';

/** What of signing in may have changed: the subject of a letter, and its first sentence. */
const CHANGES = {
  password: ['your password was changed', 'Your password was changed. All other sessions have ended.'],
  'second factor set': ['a second factor was set', 'Signing in asks for a code of your authenticator now.'],
  'second factor ended': ['your second factor was ended', 'Signing in asks for no code any more.'],
  devices: [
    'your second factor was ended',
    'An owner took away your second factor and your passkeys, as for a lost phone.',
  ],
  'passkey added': ['a passkey was added', 'A passkey was added by which you sign in.'],
  'passkey removed': ['a passkey was removed', 'A passkey was removed: nobody signs in by it any more.'],
  provider: [
    'you sign in by another system',
    'You signed in by another system for the first time, and can from now on.',
  ],
  email: ['your e-mail was changed', 'An owner changed the e-mail that you sign in with.'],
} as const;
export type SignInChange = keyof typeof CHANGES;

/** Tells people what changed in how they sign in. */
export function changeLetter(to: Addressee, change: SignInChange, at: string): Letter {
  const [subject, sentence] = CHANGES[change];
  return letter(to, subject, [
    sentence,
    `That was at ${minuteOf(at)}. If neither you nor somebody on your behalf did it, tell an owner of the book at once.`,
  ]);
}

function letter({ name, email }: Addressee, subject: string, paragraphs: readonly string[]): Letter {
  // A name is what somebody wrote: it stays on its line.
  const called = name.replace(/\s+/g, ' ').slice(0, NAME_LETTERS_MOST);
  return {
    to: email,
    subject: `Clientele: ${subject}`,
    text: `${[`For ${called}.`, ...paragraphs].join('\n\n')}\n`,
  };
}

function minuteOf(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
