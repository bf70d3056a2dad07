import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const CHARACTERS = 12;
type Prefix =
  | ('cus' | 'bat' | 'mod' | 'tml' | 'scn' | 'vie' | 'pre' | 'fol' | 'vin')
  | ('per' | 'tea' | 'key' | 'pky')
  | ('cls' | 'gra' | 'cro' | 'brk');

/** An id for the outside: a prefix that says what it names, and 60 random bits; it tells nothing about order or number. */
export function publicId(prefix: Prefix): string {
  return publicIdsOf(prefix, 1)[0] as string;
}

/** As many at once: asking for randomness a hundred thousand times takes seconds. */
export function publicIdsOf(prefix: Prefix, count: number): string[] {
  const bytes = randomBytes(count * CHARACTERS);
  return Array.from({ length: count }, (_, i) => {
    let id = `${prefix}_`;
    for (const byte of bytes.subarray(i * CHARACTERS, (i + 1) * CHARACTERS)) id += ALPHABET[byte % 32];
    return id;
  });
}
