import { describe, expect, test } from 'vitest';
import { tableTexts } from '../../../test/table-texts.ts';
import { type UblLine, type UblText, ublHeader, ublLine, ublText } from '../../../test/ubl-bytes.ts';
import { zipBytes } from '../../../test/zip-bytes.ts';

type Kind = UblText['kind'];
const document = (kind: Kind, line: UblLine, header = '') =>
  ublText({ kind, header: ublHeader('D1', header), lines: [ublLine(kind, line)] });

/** Rows as records, without the cells that are empty. */
async function records(text: string | Uint8Array, part?: { member: string }) {
  const { headings, rows, broken } = await tableTexts(text, part);
  const found = Object.entries(rows).map(([row, cells]) => [
    row,
    Object.fromEntries(headings.map((heading, i) => [heading, cells[i]]).filter(([, cell]) => cell !== '')),
  ]);
  return { rows: Object.fromEntries(found), broken };
}

describe('documents in a zip', () => {
  const invoice = (number: string) => document('Invoice', { amount: '20' }).replace('>D1<', `>${number}<`);
  test('are one table, each row with the name of its file, and one that is damaged does not stop the others', async () => {
    const bytes = zipBytes([
      { name: 'a.xml', bytes: invoice('I1') },
      { name: 'b.xml', bytes: invoice('I2').slice(0, -20) },
      { name: 'c/d.xml', bytes: `\uFEFF${invoice('I3')}` },
      { name: 'c/d.pdf', bytes: Buffer.from('%PDF-1.7\0') },
    ]);
    const { rows, broken } = await records(bytes);
    expect(rows).toMatchObject({
      2: { document: 'I1', file: 'a.xml' },
      4: { document: 'I3', file: 'c/d.xml' },
    });
    expect(broken).toEqual({ 3: 'b.xml is damaged or ends in the middle: it is no well-formed XML' });
  });

  test('of several kinds are a table a kind', async () => {
    const bytes = zipBytes([
      { name: 'a.xml', bytes: invoice('I1') },
      { name: 'b.xml', bytes: document('CreditNote', { amount: '5' }) },
      { name: 'c.xml', bytes: '<note/>' },
    ]);
    await expect(tableTexts(bytes)).rejects.toThrow(
      'The zip has 2 files with tables: UBL invoices, UBL credit notes. Name one with --member.',
    );
    expect((await records(bytes, { member: 'UBL credit notes' })).rows).toMatchObject({
      2: { return: 'D1', amount: '5' },
    });
  });

  test('in another encoding, as they state', async () => {
    const latin = invoice('I1').replace('UTF-8', 'ISO-8859-1').replace('A thing', 'Gerät');
    expect(
      (await records(zipBytes([{ name: 'a.xml', bytes: Buffer.from(latin, 'latin1') }]))).rows[2],
    ).toMatchObject({ description: 'Gerät' });
  });
});

describe('a document is refused in words', () => {
  const good = document('Invoice', { amount: '20' });
  const entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
  test.each<[string, () => string, RegExp]>([
    ['that ends in the middle', () => good.slice(0, good.length >> 1), /is damaged or ends in the middle/],
    ['whose tags cross', () => good.replace('</b:ID>', '</b:Id>'), /no well-formed XML/],
    [
      'that defines entities',
      () => good.replace('?>', `?>${entities}`).replace('A thing', '&c;'),
      /defines a document type, which is not read/,
    ],
    [
      'that fetches what stands elsewhere',
      () => good.replace('?>', '?><!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'),
      /defines a document type/,
    ],
    ['with an entity that nobody defined', () => good.replace('A thing', '&c;'), /no well-formed XML/],
    [
      'with a prefix that nobody defined',
      () => good.replace('<b:Name>', '<z:Name>').replace('</b:Name>', '</z:Name>'),
      /no well-formed XML/,
    ],
    [
      'of another kind',
      () => good.replaceAll('Invoice', 'Catalogue'),
      /no order, invoice or credit note of UBL 2.1 but begins with Catalogue/,
    ],
    [
      'of another standard',
      () =>
        '<r:CrossIndustryInvoice xmlns:r="urn:un:unece"><r:a><r:b><r:c/></r:b></r:a></r:CrossIndustryInvoice>',
      /begins with CrossIndustryInvoice/,
    ],
    ['that is a web page', () => '<html><table><tr><td>order</td></tr></table></html>', /is a web page/],
    ['nested without end', () => `<x>${'<y>'.repeat(1000)}`, /no order|no well-formed/],
    [
      'with a tag of megabytes',
      () => good.replace('<b:Name>', `<b:Name x="${'>'.repeat(8_000_000)}">`),
      /no well-formed XML/,
    ],
  ])('%s', async (_title, text, sentence) => {
    await expect(tableTexts(text())).rejects.toThrow(sentence);
  });
});
