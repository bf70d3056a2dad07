import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeOf, XmlTags } from './xml-tags.ts';

/** All that is found when XML comes in blocks of `size` characters; texts that follow one another joined. */
function found(xml: string, size = xml.length): string[] {
  const all: string[] = [];
  let text = '';
  const say = (what?: string) => {
    if (text !== '') all.push(`"${text}"`);
    text = '';
    if (what) all.push(what);
  };
  const tags = new XmlTags({
    open: name => say(`<${name}>`),
    text: more => {
      text += more;
    },
    close: name => say(`</${name}>`),
  });
  for (let from = 0; from < xml.length; from += size) tags.take(xml.slice(from, from + size), false);
  tags.take('', true);
  say();
  return all;
}

const XML = `<?xml version="1.0"?><!-- <b> --><x:a one="1 > 0" two='"'>t &amp; &#65;<b/><![CDATA[<c> ]] ]]></x:a>`;

test('tags and texts come in their order, without prefixes, comments and marks', () => {
  expect(found(XML)).toEqual(['<a>', '"t & A"', '<b>', '</b>', '"<c> ]] "', '</a>']);
});

test('however the XML is cut into blocks, the same is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: XML.length }), size => {
      expect(found(XML, size)).toEqual(found(XML));
    }),
  );
});

describe('an attribute', () => {
  test.each([
    ['c r="A1" t="s"', 't', 's'],
    ['c r="A1" t="s"', 's', undefined],
    ["c r='A1' s = '3'", 's', '3'],
    ['c\n\tr="A1"\ts\n=\n"3"', 's', '3'],
    [`c note=' r="no"' r="yes"`, 'r', 'yes'],
    ['sheet name="A &amp; B" r:id="rId1"', 'name', 'A & B'],
    ['sheet name="A" sheetId="2" rel:id="rId1"', ':id', 'rId1'],
    ['sheet xname="A"', 'name', undefined],
  ])('of <%s>: %s', (tag, name, value) => {
    expect(attributeOf(tag, name)).toBe(value);
  });
});

test.each([
  '<a>',
  '<a></b>',
  '</a>',
  '<a/><b/>',
  'text',
  '<a>&b;</a>',
  '<a>\0</a>',
  '<!DOCTYPE a><a/>',
  '<a',
  '<a><!-- </a>',
  '<>x</>',
])('%j is no XML that is read', xml => {
  expect(() => found(xml)).toThrow();
});
