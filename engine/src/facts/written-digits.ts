/**
 * The same text in the digits, blanks and signs of ASCII: Arabic-Indic, Persian, Devanagari, Thai and fullwidth digits,
 * the Unicode minus, blanks that do not break, and marks of the direction of writing. Superscripts and fractions
 * stay as they are: `5²` is not 52.
 * Example: asciiDigits('−١٢٫٥') → '-12٫5'
 */
export function asciiDigits(text: string): string {
  return ASCII.test(text) ? text : text.replace(FOREIGN, character => FOREIGN_AS.get(character) ?? '');
}

const ASCII = /^[\x20-\x7e]*$/;

/** The zero of each block of ten digits. */
const ZEROS = [0x660, 0x6f0, 0x966, 0xe50, 0xff10];
const BLANKS = '\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t';
const MINUSES = '\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d';
const UNSEEN = '\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff';

const FOREIGN_AS: ReadonlyMap<string, string> = new Map([
  ...ZEROS.flatMap(zero =>
    Array.from({ length: 10 }, (_, digit) => [String.fromCharCode(zero + digit), String(digit)] as const),
  ),
  ...[...BLANKS].map(blank => [blank, ' '] as const),
  ...[...MINUSES].map(minus => [minus, '-'] as const),
  ...[...UNSEEN].map(mark => [mark, ''] as const),
  ['\uff0e', '.'],
  ['\uff0c', ','],
  ['\uff0f', '/'],
  ['\uff1a', ':'],
  ['\uff0b', '+'],
  ['\u2019', "'"],
  ['\uff08', '('],
  ['\uff09', ')'],
]);
const FOREIGN = new RegExp(`[${[...FOREIGN_AS.keys()].join('')}]`, 'g');
