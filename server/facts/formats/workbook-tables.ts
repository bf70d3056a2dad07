import { Refusal } from '../../errors.ts';
import type { FileSink, TableSource, TableTold } from '../file-reader.ts';
import { delimitedText } from '../record-scanner.ts';
import { columnName } from './cell-texts.ts';
import { isPlain, type Merge, type SheetHeading, sheetHeading } from './sheet-heading.ts';
import { sheetMerges } from './sheet-merges.ts';
import { type SheetRow, SheetRows } from './sheet-rows.ts';
import { damagedWorkbook, type WorkbookParts, type WorkbookSheet } from './workbook-parts.ts';
import { MalformedXml, XmlTags, xmlTexts } from './xml-tags.ts';
import type { OpenZip } from './zip.ts';

const DELIMITER = ',';
/** Rows among which the heading is looked for. */
const HEAD_ROWS = 30;
const BLOCK_ROWS = 4096;

/** The sheets of a workbook that may be tables. */
export function workbookTables(zip: OpenZip, parts: WorkbookParts): TableSource[] {
  return parts.sheets.map(sheet => sheetTable(zip, parts, sheet));
}

function sheetTable(zip: OpenZip, parts: WorkbookParts, sheet: WorkbookSheet): TableSource {
  const told: TableTold = { format: 'workbook', encoding: 'UTF-8', sentences: [] };
  let merges: Promise<Merge[]> | undefined;
  return {
    part: { sheet: sheet.name },
    name: sheet.name,
    isHidden: sheet.isHidden,
    told,
    read: async (onBytes, sink) => {
      told.sentences = sheet.isHidden ? [`The sheet ${sheet.name} is hidden in the workbook.`] : [];
      const reader = new SheetRows(await parts.meanings());
      const tags = new XmlTags(reader);
      const table = new SheetTable(sink, told, () => {
        merges ??= sheetMerges(zip.bytesOf(sheet.member));
        return merges;
      });
      try {
        for await (const { text, last } of xmlTexts(zip.bytesOf(sheet.member, onBytes))) {
          tags.take(text, last);
          const { rows } = reader;
          reader.rows = [];
          await table.take(rows, last);
        }
      } catch (error) {
        throw error instanceof MalformedXml ? damagedWorkbook(`the sheet ${sheet.name}`) : error;
      }
    },
  };
}

/** Rows of a sheet on their way to the sink, once the heading among them is known. */
class SheetTable {
  readonly #sink: FileSink;
  readonly #told: TableTold;
  readonly #merges: () => Promise<Merge[]>;
  #first: SheetRow[] = [];
  #headings: readonly string[] | undefined;
  #given = 0;
  /** Columns without a heading in which something stands. */
  readonly #left = new Set<number>();

  constructor(sink: FileSink, told: TableTold, merges: () => Promise<Merge[]>) {
    this.#sink = sink;
    this.#told = told;
    this.#merges = merges;
  }

  async take(rows: readonly SheetRow[], last: boolean): Promise<void> {
    if (this.#headings) for (const row of rows) this.#give(row);
    else {
      this.#first.push(...rows);
      if (this.#first.length >= HEAD_ROWS || last) await this.#begin();
    }
    this.#given += rows.length;
    if (this.#headings && (last || this.#given > BLOCK_ROWS)) {
      this.#given = 0;
      await this.#sink.block();
    }
    if (last && this.#left.size > 0) {
      const columns = [...this.#left].sort((a, b) => a - b).slice(0, 20);
      this.#told.sentences.push(
        `What stands in ${columns.map(columnName).join(', ')} was left out: ${columns.length > 1 ? 'these columns have' : 'the column has'} no heading.`,
      );
    }
  }

  async #begin(): Promise<void> {
    const head = this.#first.slice(0, HEAD_ROWS);
    if (head.length === 0)
      throw new Refusal('no-heading', 'The sheet is empty: it should have a heading and rows.');
    const heading = sheetHeading(head, isPlain(head) ? [] : await this.#merges());
    const { headings } = heading;
    this.#headings = headings;
    const said = headingSentence(heading);
    if (said) this.#told.sentences.push(said);
    await this.#sink.heading({ headings, delimiter: DELIMITER, text: delimitedText(headings, DELIMITER) });
    const after = heading.rows.at(-1) as number;
    for (const row of this.#first) if (row.row > after) this.#give(row);
    this.#first = [];
  }

  #give({ row, texts, faults }: SheetRow): void {
    const headings = this.#headings as readonly string[];
    const { length } = headings;
    for (const [column, text] of texts.entries())
      if (text !== '' && !headings[column]) this.#left.add(column);
    const cells = texts.length > length ? texts.slice(0, length) : texts;
    while (cells.length < length) cells.push('');
    if (cells.every(cell => cell === '') && faults.length === 0) return;
    this.#sink.texts(row, cells, faults.length > 0 ? faults : undefined);
  }
}

function headingSentence({ rows, headings }: SheetHeading): string | undefined {
  const [first, ...more] = rows;
  if (more.length > 0) {
    const example = headings.find(heading => heading.includes(' ')) ?? headings[0];
    return `Rows ${first} to ${rows.at(-1)} were taken as the heading and joined, such as "${example}".`;
  }
  return first === 1 ? undefined : `Row ${first} was taken as the heading.`;
}
