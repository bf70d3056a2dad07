import { PASSWORD_LEAST, PASSWORD_MOST } from '../../contract/sign-in.ts';
import { Refusal } from '../errors.ts';

/** Refuses a new password that is too short, or among those that are tried first. The list is loaded when one is set. */
export async function refuseWeak(password: string): Promise<void> {
  if (password.length < PASSWORD_LEAST || password.length > PASSWORD_MOST)
    throw new Refusal(
      'not-asked-right',
      `A password has ${PASSWORD_LEAST} to ${PASSWORD_MOST} characters: several words do.`,
    );
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const once = shortestPart(password.toLowerCase());
  if (once.length < LETTERS_LEAST || dictionary['passwords-common'].includes(once))
    throw new Refusal(
      'not-asked-right',
      'This password is among those that are tried first, since many people have it. Take several words that do not belong together.',
    );
}

/** So many letters over and over can be tried. */
const LETTERS_LEAST = 4;

/** What a text repeats, or the text: a known password twice is a known password. */
function shortestPart(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const part = text.slice(0, length);
    if (text.length % length === 0 && part.repeat(text.length / length) === text) return part;
  }
  return text;
}
