import { type ZipPart, zipBytes } from './zip-bytes.ts';

interface SheetParts {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly type?: 'chartsheet';
  /** The rows as XML. */
  readonly rows: string;
  /** Ranges of merged cells, such as A1:C1. */
  readonly merged?: readonly string[];
}

export interface WorkbookParts {
  readonly sheets: readonly SheetParts[];
  /** What stands in each `si`. */
  readonly strings?: readonly string[];
  /** Codes of the cell styles 1, 2 and on; a number is a built-in format. */
  readonly formats?: readonly (string | number)[];
  readonly is1904?: boolean;
  readonly isStrict?: boolean;
  /** Such as `x`, for programs that write x:row. */
  readonly prefix?: string;
  /** Parts to leave out. */
  readonly without?: readonly string[];
}

/** Rows of plain texts and numbers as XML, the first of them under the number 1; null leaves a cell out. */
export function plainRows(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows
    .map(
      (cells, i) =>
        `<row r="${i + 1}">${cells
          .map((cell, column) => {
            const reference = `${String.fromCharCode(65 + column)}${i + 1}`;
            if (cell === null) return '';
            return typeof cell === 'number'
              ? `<c r="${reference}"><v>${cell}</v></c>`
              : `<c r="${reference}" t="inlineStr"><is><t>${cell}</t></is></c>`;
          })
          .join('')}</row>`,
    )
    .join('');
}

/** A workbook of the parts that spreadsheets write. */
export function workbookBytes(book: WorkbookParts): Buffer {
  return zipBytes(workbookZipParts(book));
}

function workbookZipParts(book: WorkbookParts): ZipPart[] {
  const host = book.isStrict ? 'http://purl.oclc.org/ooxml' : 'http://schemas.openxmlformats.org';
  const main = book.isStrict ? `${host}/spreadsheetml/main` : `${host}/spreadsheetml/2006/main`;
  const types = book.isStrict
    ? `${host}/officeDocument/relationships`
    : `${host}/officeDocument/2006/relationships`;
  const part = (name: string, root: string, inside: string): ZipPart => ({
    name,
    bytes: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${prefixed(
      `<${root} xmlns="${main}" xmlns:r="${types}">${inside}</${root}>`,
      book.prefix,
    )}`,
  });
  const relations = (name: string, all: readonly [string, string, string][]): ZipPart => ({
    name,
    bytes: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  });
  const listed = book.sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const sheets = book.sheets.map(
    ({ type }, i) =>
      [`rId${i + 1}`, type ?? 'worksheet', `worksheets/sheet${i + 1}.xml`] as [string, string, string],
  );
  const all = [
    { name: '[Content_Types].xml', bytes: '<Types/>', isStored: true },
    relations('_rels/.rels', [['rId1', 'officeDocument', 'xl/workbook.xml']]),
    part(
      'xl/workbook.xml',
      'workbook',
      `<workbookPr${book.is1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets>`,
    ),
    relations('xl/_rels/workbook.xml.rels', [
      ...sheets,
      ...(book.strings ? [['s1', 'sharedStrings', '/xl/sharedStrings.xml'] as [string, string, string]] : []),
      ...(book.formats ? [['s2', 'styles', 'styles.xml'] as [string, string, string]] : []),
    ]),
    part('xl/sharedStrings.xml', 'sst', (book.strings ?? []).map(text => `<si>${text}</si>`).join('')),
    part('xl/styles.xml', 'styleSheet', styles(book.formats ?? [])),
    ...book.sheets.map(({ rows, merged = [] }, i) =>
      part(
        `xl/worksheets/sheet${i + 1}.xml`,
        'worksheet',
        `<sheetData>${rows}</sheetData>${merged.length > 0 ? `<mergeCells>${merged.map(range => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>` : ''}`,
      ),
    ),
  ];
  return all.filter(({ name }) => !book.without?.includes(name));
}

function styles(formats: readonly (string | number)[]): string {
  const codes = formats.map((format, i) =>
    typeof format === 'number'
      ? ''
      : `<numFmt numFmtId="${164 + i}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  );
  const ids = formats.map((format, i) => (typeof format === 'number' ? format : 164 + i));
  return (
    `<numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
    `<cellXfs><xf numFmtId="0"/>${ids.map(id => `<xf numFmtId="${id}" xfId="0"/>`).join('')}</cellXfs>` +
    // A format of conditional formatting, which no cell refers to.
    '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs>'
  );
}

function prefixed(xml: string, prefix: string | undefined): string {
  if (prefix === undefined) return xml;
  return xml.replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`).replace('xmlns=', `xmlns:${prefix}=`);
}
