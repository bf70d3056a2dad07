import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id for the outside: a prefix that says what it names, and 60 random bits; it tells nothing about order or number. */
export function publicId(prefix: 'cus' | 'bat' | 'mod'): string {
  let id = '';
  for (const byte of randomBytes(12)) id += ALPHABET[byte % 32];
  return `${prefix}_${id}`;
}
