import type { CellFault } from '../record-scanner.ts';
import { columnOf, isoText, type NumberStyle, numberText, unescapedCell } from './cell-texts.ts';
import type { SharedStrings } from './shared-strings.ts';
import { attributeOf, MalformedXml, type XmlTaker } from './xml-tags.ts';

/** A row of a sheet that has anything in it. */
export interface SheetRow {
  readonly row: number;
  /** By column; empty where there is no cell. */
  readonly texts: string[];
  /** Columns in which a word stands, and no number, day or truth. */
  readonly words: ReadonlySet<number>;
  readonly faults: CellFault[];
}

/** What the cells of a sheet refer to. */
export interface CellMeanings {
  readonly strings: SharedStrings;
  readonly styles: readonly NumberStyle[];
  readonly is1904: boolean;
}

const COLUMNS_MOST = 16_384;
const ROW_MOST = 0x7fffffff;
const ROW_TEXT_MOST = 1 << 24;

const UNCALCULATED = {
  what: 'holds a formula that was never calculated',
  mend: 'Open the workbook in a spreadsheet, save it there and send it again.',
};

/** Rows out of the XML of a sheet; `rows` is emptied by whoever takes them. */
export class SheetRows implements XmlTaker {
  rows: SheetRow[] = [];
  readonly #meanings: CellMeanings;
  #number = 0;
  #row: SheetRow | undefined;
  #words = new Set<number>();
  #length = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #isText = false;
  #hasFormula = false;
  #phonetic = 0;
  #isInside = false;

  constructor(meanings: CellMeanings) {
    this.#meanings = meanings;
  }

  open(name: string, tag: string): void {
    if (name === 'sheetData') this.#isInside = true;
    if (!this.#isInside) return;
    switch (name) {
      case 'row':
        this.#openRow(tag);
        break;
      case 'c':
        this.#openCell(tag);
        break;
      case 'v':
      case 't':
        this.#isText = this.#phonetic === 0;
        break;
      case 'f':
        this.#hasFormula = true;
        break;
      case 'rPh':
        this.#phonetic += 1;
    }
  }

  text(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    this.#length += text.length;
    if (this.#length > ROW_TEXT_MOST) throw new MalformedXml('a row that is too long');
  }

  close(name: string): void {
    if (name === 'sheetData') this.#isInside = false;
    if (!this.#isInside) return;
    switch (name) {
      case 'v':
      case 't':
        this.#isText = false;
        break;
      case 'rPh':
        this.#phonetic -= 1;
        break;
      case 'c':
        this.#closeCell();
        break;
      case 'row':
        if (this.#row && this.#row.texts.length > 0) this.rows.push(this.#row);
        this.#row = undefined;
    }
  }

  #openRow(tag: string): void {
    const written = attributeOf(tag, 'r');
    const number = written === undefined ? this.#number + 1 : Number(written);
    if (!Number.isInteger(number) || number <= this.#number || number > ROW_MOST)
      throw new MalformedXml('rows out of order');
    this.#number = number;
    this.#words = new Set();
    this.#row = { row: number, texts: [], words: this.#words, faults: [] };
    this.#column = -1;
    this.#length = 0;
  }

  #openCell(tag: string): void {
    const reference = attributeOf(tag, 'r');
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (!(column > this.#column && column < COLUMNS_MOST)) throw new MalformedXml('cells out of order');
    this.#column = column;
    this.#type = attributeOf(tag, 't') ?? 'n';
    this.#style = Number(attributeOf(tag, 's') ?? 0);
    this.#text = '';
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const row = this.#row;
    if (!row) throw new MalformedXml('a cell without a row');
    const column = this.#column;
    const text = this.#cellText();
    if (this.#type === 'e') {
      const what = `has "${text}", an error of the spreadsheet`;
      row.faults.push({ column, what, mend: 'Mend its formula, or empty the cell.' });
    } else if (this.#hasFormula && this.#type === 'n' && text === '') {
      row.faults.push({ column, ...UNCALCULATED });
    } else if (text.trim() === '') return;
    const { texts } = row;
    while (texts.length < column) texts.push('');
    texts.push(text);
    if (this.#type === 's' || this.#type === 'str' || this.#type === 'inlineStr') this.#words.add(column);
  }

  #cellText(): string {
    const text = this.#text;
    const { strings, styles, is1904 } = this.#meanings;
    switch (this.#type) {
      case 's': {
        if (text === '') return '';
        const shared = strings.at(Number(text));
        this.#length += shared.length;
        if (this.#length > ROW_TEXT_MOST) throw new MalformedXml('a row that is too long');
        return shared;
      }
      case 'n':
        return numberText(text, styles[this.#style] ?? 'number', is1904);
      case 'b':
        return text === '' ? '' : text === '1' || text === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return isoText(text);
      case 'e':
        return text;
      default:
        return unescapedCell(text);
    }
  }
}
