import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** The one that it showed before, which is right still. */
export function earlierCode(secret: string): string {
  return totpCode(secret, Date.now() - STEP_SECONDS * 1000);
}

/** The one that it shows next, which is right already: a code is taken once. */
export function nextCode(secret: string): string {
  return totpCode(secret, Date.now() + STEP_SECONDS * 1000);
}

/** The code that an authenticator shows for a secret (RFC 6238). */
export function totpCode(secret: string, at = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map(letter => LETTERS.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / STEP_SECONDS)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
