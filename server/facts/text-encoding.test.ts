import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextAsUtf8 } from './text-encoding.ts';

/** What comes out when the bytes come in pieces of `size`. */
function read(bytes: Buffer, size: number): { text: string; encoding: string } {
  const reader = new TextAsUtf8();
  const parts: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += size)
    parts.push(reader.take(Buffer.from(bytes.subarray(from, from + size)), false));
  parts.push(reader.take(Buffer.alloc(0), true));
  return { text: Buffer.concat(parts).toString('utf8'), encoding: reader.encoding };
}

const HEAD = 'order,customer\n';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const texts = fc.string({
  unit: fc.constantFrom('a', '7', ',', '\n', 'é', 'ß', '€', 'ง', 'ع', '🏭'),
  maxLength: 40,
});
const sizes = fc.integer({ min: 9, max: 60 });

describe('whatever characters a text has and wherever its blocks are cut, it comes out as it was written', () => {
  test.each<[string, string, (text: string) => Buffer]>([
    ['UTF-8', 'UTF-8', text => Buffer.from(text)],
    ['UTF-8 with its mark', 'UTF-8', text => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little end first', 'UTF-16', text => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big end first', 'UTF-16', text => swapped(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['UTF-16 without a mark', 'UTF-16', text => Buffer.from(text, 'utf16le')],
  ])('%s', (_title, encoding, written) => {
    fc.assert(
      fc.property(texts, sizes, (text, size) => {
        const whole = `${HEAD}${text}`;
        expect(read(written(whole), encoding === 'UTF-16' ? 64 : size)).toEqual({ text: whole, encoding });
      }),
    );
  });
});

test('Windows-1252 is known by its first character that UTF-8 does not have', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${HEAD}A1,M`),
    Buffer.from([0xfc]),
    Buffer.from('ller '),
    Buffer.from([0x80]),
    Buffer.from('\n'),
  ]);
  for (const size of [4, 17, 100])
    expect(read(bytes, size)).toEqual({ text: `${HEAD}A1,Müller €\n`, encoding: 'Windows-1252' });
});

test('one damaged character among good ones leaves a text UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from(`${HEAD}A1,Müller\nA2,`), Buffer.from([0xff]), Buffer.from('\n')]);
  expect(read(bytes, 100).encoding).toBe('UTF-8');
});

test('lines that end with CR alone', () => {
  expect(read(Buffer.from('a,b\r1,2\r'), 100).text).toBe('a,b\n1,2\n');
  expect(read(Buffer.from('a,b\r\n1,2\r\n'), 100).text).toBe('a,b\r\n1,2\r\n');
});
