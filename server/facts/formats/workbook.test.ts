import { describe, expect, test } from 'vitest';
import { tableTexts } from '../../../test/table-texts.ts';
import { plainRows, type WorkbookParts, workbookBytes } from '../../../test/workbook-bytes.ts';
import { zipBytes } from '../../../test/zip-bytes.ts';

const LINES = plainRows([
  ['order', 'quantity'],
  ['A1', 2],
]);
const one = (rows: string, book: Omit<WorkbookParts, 'sheets'> = {}) =>
  workbookBytes({ ...book, sheets: [{ rows }] });
/** The texts that a row of cells comes to, under headings a, b, c. */
async function cellTexts(cells: string, book: Omit<WorkbookParts, 'sheets'> = {}) {
  const head = plainRows([['a', 'b', 'c', 'd']]);
  const { rows } = await tableTexts(one(`${head}<row r="2">${cells}</row>`, book));
  return rows[2];
}

describe('a sheet is read', () => {
  test.each<[string, Omit<WorkbookParts, 'sheets'>]>([
    ['as most programs write it', {}],
    ['as strict Open XML', { isStrict: true }],
    ['with a prefix at every tag', { prefix: 'x' }],
    ['without styles and shared texts', { without: ['xl/styles.xml', 'xl/sharedStrings.xml'] }],
  ])('%s', async (_title, book) => {
    const found = await tableTexts(one(LINES, book));
    expect(found).toMatchObject({
      format: 'workbook',
      headings: ['order', 'quantity'],
      rows: { 2: ['A1', '2'] },
    });
    expect(found.sentences).toEqual([]);
  });

  test('with rows and cells that do not say where they are', async () => {
    const rows =
      '<row><c t="inlineStr"><is><t>order</t></is></c><c t="inlineStr"><is><t>day</t></is></c></row><row/><row><c/><c><v>5</v></c></row>';
    expect((await tableTexts(one(rows))).rows).toEqual({ 3: ['', '5'] });
  });

  test('and its numbers of rows are those of the sheet, blank ones counted', async () => {
    const rows = `${LINES}<row r="7"><c r="A7" t="str"><v> </v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>`;
    expect((await tableTexts(one(rows))).rows).toEqual({ 2: ['A1', '2'], 1048576: ['', '1'] });
  });
});

describe('texts', () => {
  const strings = [
    '<t>shared</t>',
    '<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>',
    '<t>読み</t><rPh><t>よみ</t></rPh>',
    '<t>a_x000D_b &amp; &#x20AC;</t>',
  ];
  test('shared, rich, with readings beside them, and with what XML cannot hold', async () => {
    const cells = [0, 1, 2, 3].map((i, column) => `<c r="${'ABCD'[column]}2" t="s"><v>${i}</v></c>`).join('');
    expect(await cellTexts(cells, { strings })).toEqual(['shared', 'rich text', '読み', 'a\rb & €']);
  });

  test('inline, of formulas, and in marked sections', async () => {
    const cells =
      '<c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>ax</v></c><c r="C2" t="inlineStr"><is><t><![CDATA[<b> & c]]></t></is></c><c r="D2" t="b"><v>1</v></c>';
    expect(await cellTexts(cells)).toEqual(['inline', 'ax', '<b> & c', 'TRUE']);
  });
});

describe('numbers are written as a person reads them', () => {
  test.each([
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['1E15', '1000000000000000'],
    ['12345678901234', '12345678901234'],
    ['1.2345678901234568E+17', '123456789012346000'],
    ['1E-7', '0.0000001'],
    ['-1.5E-7', '-0.00000015'],
    ['2.5000000000000001E-2', '0.025'],
    ['1E308', `1${'0'.repeat(308)}`],
    ['-0', '-0'],
    ['1,5', '1,5'],
  ])('%s is %s', async (written, text) => {
    expect(await cellTexts(`<c r="A2"><v>${written}</v></c>`)).toEqual([text, '', '', '']);
  });
});

describe('a number is a day where its format says so', () => {
  const formats = [
    14,
    'yyyy\\-mm\\-dd hh:mm',
    'h:mm:ss',
    '[h]:mm',
    '"day" 0.00',
    '[$-409]d\\-mmm;@',
    '[Red]0.00',
    'General',
    '00000',
    'mm/yy',
    '0.00E+00',
  ];
  test.each<[number, number | string, string, boolean?]>([
    [1, 45_747, '2025-03-31'],
    [1, 45_747, '2029-04-01', true],
    [1, 1, '1900-01-01'],
    [1, 59, '1900-02-28'],
    [1, 60, '1900-02-29'],
    [1, 61, '1900-03-01'],
    [1, 0, '1900-01-00'],
    [1, 0, '1904-01-01', true],
    [1, 2_958_465, '9999-12-31'],
    [1, 2_958_466, '2958466'],
    [1, -1, '-1'],
    [2, 45_747.5, '2025-03-31 12:00:00'],
    [2, '45747.999999', '2025-04-01'],
    [2, '45747.52083333333', '2025-03-31 12:30:00'],
    [3, 0.75, '18:00:00'],
    [3, 45_747.75, '2025-03-31 18:00:00'],
    [4, 1.5, '36:00:00'],
    [5, 45_747, '45747'],
    [6, 45_747, '2025-03-31'],
    [7, 45_747, '45747'],
    [8, 45_747, '45747'],
    [9, 42, '00042'],
    [9, 1.5, '1.5'],
    [10, 45_747, '2025-03-31'],
    [11, 45_747, '45747'],
    [99, 45_747, '45747'],
  ])('style %i: %s is %s', async (style, value, text, is1904 = false) => {
    const cells = `<c r="A2" s="${style}"><v>${value}</v></c>`;
    expect(await cellTexts(cells, { formats, is1904 })).toEqual([text, '', '', '']);
  });

  test('and a day of ISO 8601 stays one', async () => {
    const cells =
      '<c r="A2" t="d"><v>2025-03-31T00:00:00.000Z</v></c><c r="B2" t="d"><v>2025-03-31T12:30:00</v></c><c r="C2" t="d"><v>2025-03-31</v></c>';
    expect(await cellTexts(cells)).toEqual(['2025-03-31', '2025-03-31 12:30:00', '2025-03-31', '']);
  });
});

describe('a workbook of several sheets', () => {
  const sheets = [
    { name: 'Lines', rows: LINES },
    { name: 'Notes', rows: plainRows([['Lines are net of tax.']]) },
    { name: 'Empty', rows: '' },
    { name: 'Chart', rows: '', type: 'chartsheet' as const },
    { name: 'Old &amp; gone', rows: LINES, state: 'hidden' as const },
  ];

  test('is read where only one of them shows a table, and says what is hidden', async () => {
    const { rows, sentences } = await tableTexts(workbookBytes({ sheets }));
    expect(rows).toEqual({ 2: ['A1', '2'] });
    expect(sentences).toEqual(['What is hidden in the workbook was not read: Old & gone.']);
  });

  test('is read by the name of one, also of a hidden one', async () => {
    const { rows, sentences } = await tableTexts(workbookBytes({ sheets }), { sheet: 'Old & gone' });
    expect(rows).toEqual({ 2: ['A1', '2'] });
    expect(sentences).toEqual(['The sheet Old & gone is hidden in the workbook.']);
  });

  test('is refused without a name, with the names that there are', async () => {
    const more = workbookBytes({ sheets: [...sheets, { name: 'Credits', rows: LINES }] });
    await expect(tableTexts(more)).rejects.toThrow(
      'The workbook has 3 sheets with tables: Lines, Old & gone (hidden), Credits. Name one with --sheet.',
    );
    await expect(tableTexts(more, { sheet: 'Notes' })).rejects.toThrow(/no sheet Notes with a table in it/);
  });

  test('whose only table is hidden is read, and says so', async () => {
    const { sentences } = await tableTexts(workbookBytes({ sheets: [{ rows: LINES, state: 'veryHidden' }] }));
    expect(sentences).toEqual(['The sheet Sheet1 is hidden in the workbook.']);
  });
});

describe('a workbook is refused in words', () => {
  const shared = one(`${LINES}<row r="3"><c r="A3" t="s"><v>9</v></c></row>`);
  test.each<[string, () => Uint8Array, RegExp]>([
    ['of empty sheets', () => one(''), /no table in the workbook/],
    ['that refers to a text that is not there', () => shared, /damaged at the sheet Sheet1/],
    [
      'whose sheet ends in the middle',
      () => one('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row'),
      /damaged at the sheet Sheet1/,
    ],
    ['whose rows are out of order', () => one(`${LINES}<row r="1"/>`), /damaged at the sheet/],
    [
      'with a cell beyond the last column',
      () => one(`${LINES}<row r="3"><c r="XFE3"><v>1</v></c></row>`),
      /damaged at the sheet/,
    ],
    [
      'with a NUL in a text',
      () => one(`${LINES}<row r="3"><c r="A3" t="str"><v>a\0b</v></c></row>`),
      /damaged at the sheet/,
    ],
    [
      'with an entity of its own',
      () => one(`${LINES}<row r="3"><c r="A3" t="str"><v>&lol;</v></c></row>`),
      /damaged at the sheet/,
    ],
    [
      'without the part of a sheet',
      () => workbookBytes({ sheets: [{ rows: LINES }], without: ['xl/worksheets/sheet1.xml'] }),
      /workbook is damaged/,
    ],
    [
      'without its own part',
      () => workbookBytes({ sheets: [{ rows: LINES }], without: ['xl/workbook.xml'] }),
      /workbook is damaged/,
    ],
    ['that is a document of words', () => document('word/document.xml', '<document/>'), /no workbook/],
    ['that is binary', () => document('xl/workbook.bin', 'x'), /binary workbook/],
    [
      'of OpenDocument',
      () =>
        zipBytes([
          { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
          { name: 'content.xml', bytes: '<x/>' },
        ]),
      /OpenDocument/,
    ],
  ])('%s', async (_title, bytes, sentence) => {
    await expect(tableTexts(bytes())).rejects.toThrow(sentence);
  });

  test('that defines entities, and those of entities', async () => {
    const lol = `<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>`;
    const parts = zipBytes([
      { name: '_rels/.rels', bytes: relation('officeDocument', 'xl/workbook.xml') },
      { name: 'xl/workbook.xml', bytes: '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>' },
      { name: 'xl/_rels/workbook.xml.rels', bytes: relation('worksheet', 'sheet.xml') },
      { name: 'xl/sheet.xml', bytes: lol },
    ]);
    await expect(tableTexts(parts)).rejects.toThrow(/damaged at the sheet A/);
  });
});

function relation(type: string, target: string): string {
  return `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="${target}"/></Relationships>`;
}

function document(name: string, bytes: string): Buffer {
  return zipBytes([
    { name: '_rels/.rels', bytes: relation('officeDocument', name) },
    { name, bytes },
  ]);
}
