import { Refusal } from '../../errors.ts';
import type { FileSink, TableSource, TableTold } from '../file-reader.ts';
import { delimitedText } from '../record-scanner.ts';
import { LINES_MOST, NoUbl, TooManyLines, UBL_KINDS, UblDocument, type UblKind } from './ubl-document.ts';
import { lineRow, UBL_HEADINGS, ublRows } from './ubl-rows.ts';
import { DocumentType, MalformedXml, xmlTexts } from './xml-tags.ts';
import type { OpenZip, ZipMember } from './zip.ts';

const DELIMITER = ',';
/** A table with a heading has its first row here. */
const FIRST_ROW = 2;
const BLOCK_DOCUMENTS = 256;

const TABLE_NAMES: Readonly<Record<UblKind, string>> = {
  Invoice: 'UBL invoices',
  Order: 'UBL orders',
  CreditNote: 'UBL credit notes',
};

/** Whether a text begins as XML does. */
export function isXml(begin: string): boolean {
  return /^[\uFEFF\s]*<[?!\p{L}_]/u.test(begin);
}

/** One document as a table: the text of its file comes in blocks. */
export class UblFile {
  readonly #document = new UblDocument(lineRow);
  readonly #sink: FileSink;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  async take(text: string, last: boolean): Promise<void> {
    try {
      this.#document.take(text, last);
    } catch (error) {
      throw new Refusal(error instanceof NoUbl ? 'not-text' : 'truncated', `The file ${sentenceOf(error)}.`);
    }
    if (!last) return;
    const parts = this.#document.parts();
    await giveHeading(parts.kind, this.#sink);
    giveRows({ document: this.#document, file: '', row: FIRST_ROW }, this.#sink);
    await this.#sink.block();
  }
}

/** The kind of the document that a text begins with; or what is said of it, where it is none. */
export function ublKindOf(begin: string): UblKind | string {
  const document = new UblDocument(lineRow);
  try {
    document.take(begin, false);
  } catch (error) {
    if (document.kind === undefined) return sentenceOf(error);
  }
  return document.kind ?? 'is no order, invoice or credit note of UBL 2.1';
}

export function isUblKind(found: string): found is UblKind {
  return UBL_KINDS.some(kind => kind === found);
}

/** All documents of one kind in a zip, as one table. */
export function ublTable(zip: OpenZip, kind: UblKind, members: readonly ZipMember[]): TableSource {
  const told: TableTold = { format: 'UBL', encoding: 'UTF-8', sentences: [] };
  const name = TABLE_NAMES[kind];
  return {
    part: { member: name },
    name,
    told,
    read: async (onBytes, sink) => {
      await giveHeading(kind, sink);
      let row = FIRST_ROW;
      for (const [i, member] of members.entries()) {
        const document = await documentIn(zip, member, onBytes);
        if (document instanceof UblDocument) row += giveRows({ document, file: member.name, row }, sink);
        else {
          const mend = 'Have the document written again, and send it by itself.';
          sink.broken({ row, text: member.name, what: `${member.name} ${document}`, mend });
          row += 1;
        }
        if (i % BLOCK_DOCUMENTS === BLOCK_DOCUMENTS - 1) await sink.block();
      }
      await sink.block();
    },
  };
}

/** A document of a zip; or what is wrong with it, in which case nothing of it counts. */
async function documentIn(
  zip: OpenZip,
  member: ZipMember,
  onBytes: (bytes: number) => void,
): Promise<UblDocument | string> {
  const document = new UblDocument(lineRow);
  try {
    for await (const { text, last } of xmlTexts(zip.bytesOf(member, onBytes))) document.take(text, last);
    return document;
  } catch (error) {
    return sentenceOf(error);
  }
}

async function giveHeading(kind: UblKind, sink: FileSink): Promise<void> {
  const headings = UBL_HEADINGS[kind];
  await sink.heading({ headings, delimiter: DELIMITER, text: delimitedText(headings, DELIMITER) });
}

/** @returns how many rows they are */
function giveRows(given: { document: UblDocument; file: string; row: number }, sink: FileSink): number {
  const rows = ublRows(given.document.parts(), given.file);
  for (const [i, row] of rows.entries()) {
    const number = given.row + i;
    if ('cells' in row) sink.texts(number, row.cells);
    else sink.broken({ row: number, text: given.file, ...row.broken });
  }
  return rows.length;
}

/** What is wrong with a document, after its name. Throws what is wrong with the machine. */
function sentenceOf(error: unknown): string {
  if (error instanceof NoUbl)
    return `is no order, invoice or credit note of UBL 2.1 but begins with ${error.root || 'nothing'}`;
  if (error instanceof TooManyLines) return `has more than ${LINES_MOST} lines: split it`;
  if (error instanceof DocumentType) return 'defines a document type, which is not read: leave that out';
  if (error instanceof MalformedXml) return 'is damaged or ends in the middle: it is no well-formed XML';
  throw error;
}
