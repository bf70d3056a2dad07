import { Cells } from './cells.ts';
import type { Conversions } from './conversions.ts';
import type { FactKeys } from './fact-keys.ts';
import type { FactColumns, FactRows } from './fact-rows.ts';
import { factSource } from './fact-source.ts';
import type { FileSink, Headed } from './file-reader.ts';
import { timesGuarded, unguarded } from './guarded-text.ts';
import type { ProblemRow } from './problem-store.ts';
import type { HowToRead, ReadEnd, ReadRows } from './reading-messages.ts';
import {
  type BrokenRecord,
  type CellFault,
  delimitedText,
  splitRecord,
  wrongCount,
} from './record-scanner.ts';
import { LeavingOut, type RowChanges } from './row-changes.ts';
import { type RowJudge, rowJudge } from './row-judge.ts';

/**
 * Rows of a row group of the ledger. So many at a time are handed over: what fills groups is written before the commit, and no later
 * checkpoint puts it together with what follows, which it does to groups that are not full.
 */
const GROUP_ROWS = 122_880;

/** Whom the rows go to. */
export interface RowTaker {
  heading(headed: Headed): Promise<HowToRead>;
  /** Waits until the rows before are kept, and gives their columns back, whose memory the next may take. */
  before(): Promise<FactColumns | undefined>;
  rows(read: ReadRows): void;
  progress(rows: number): void;
}

/** Of a row whose cells are right each by itself. */
const REFUSED = {
  'too-large': {
    field: 'row',
    what: 'comes to an amount that is too large',
    mend: 'Check quantity and price: nine billion is the limit of a line.',
  },
  'not-let': {
    field: 'customer',
    what: 'is no customer that you see',
    mend: 'Check the number. Rows of other customers, new ones too, are imported by somebody who sees every customer.',
  },
} as const;

interface Source {
  readonly headed: Headed;
  readonly judge: RowJudge;
  readonly keys: FactKeys;
  readonly rows: FactRows;
  readonly conversions: Conversions;
  /** Stands in for a row that the engine has put into canonical writing. */
  readonly canonical: Cells;
}

/** One pass over a file: each row is taken as it is, put into canonical writing, or refused with its problems. */
export class RowReading implements FileSink {
  #rowsRead = 0;
  #rowsKept = 0;
  readonly #problems: ProblemRow[] = [];
  readonly #taker: RowTaker;
  #source: Source | undefined;
  #leavingOut: LeavingOut | undefined;
  #mends: NonNullable<RowChanges['mends']> = new Map();
  #guarded = 0;
  /** The rule, and the faster way: no row is changed. */
  #asItStands = true;
  #rowsLeftOut = 0;

  constructor(taker: RowTaker) {
    this.#taker = taker;
  }

  async heading(headed: Headed): Promise<void> {
    this.#guarded = timesGuarded(headed.headings);
    const headings = headed.headings.map(heading => unguarded(heading, this.#guarded));
    const how = await this.#taker.heading({ ...headed, headings });
    const { layout, currency, changes = {} } = how;
    this.#leavingOut = changes.leftOut && new LeavingOut(changes.leftOut);
    this.#mends = changes.mends ?? this.#mends;
    this.#asItStands = !this.#leavingOut && this.#mends.size === 0 && this.#guarded === 0;
    const source = factSource(layout, how);
    const judge = rowJudge(layout, headings, { currency, rateOn: source.conversions.rateOn });
    const canonical = new Cells(Math.max(headings.length, layout.fields.length + layout.custom.length));
    this.#source = { headed, judge, canonical, ...source };
  }

  record(cells: Cells): void {
    if (this.#asItStands) this.#take(cells);
    else if (this.#guarded > 0) this.#written(cells.row, cells.texts(), cells.recordText());
    else if (!this.#isChanged(cells.row, () => cells.recordText())) this.#take(cells);
  }

  /** @param text the row as it goes back to be mended; as it stands in the file where none is given */
  #take(cells: Cells, text?: string): void {
    this.#rowsRead += 1;
    const { rows, judge } = this.#source as Source;
    if (judge.rearrange) {
      this.#takeRearranged(cells.row, text ?? cells.recordText(), cells.texts());
      return;
    }
    const taken = rows.take(cells);
    if (taken === 'taken') this.#rowsKept += 1;
    else if (taken === 'judge') this.#judge(cells.row, text ?? cells.recordText(), cells.texts());
    else this.#refuse(taken, cells.row, text ?? cells.recordText());
  }

  /** A row whose cells are others than the file's: joined, split, translated, or written in another way. */
  #takeRearranged(row: number, text: string, cells: readonly string[]): void {
    const { rows, judge, canonical } = this.#source as Source;
    const mapped = judge.rearrange?.(cells);
    if (!mapped || mapped.problems.length > 0) {
      this.#judge(row, text, cells);
      return;
    }
    canonical.setTexts(row, mapped.cells);
    const taken = rows.take(canonical);
    if (taken === 'taken') this.#rowsKept += 1;
    else if (taken === 'judge') this.#judge(row, text, cells);
    else this.#refuse(taken, row, text);
  }

  loose(row: number, text: string): void {
    this.#written(row, splitRecord(text, (this.#source as Source).headed.delimiter), text);
  }

  texts(row: number, cells: readonly string[], faults: readonly CellFault[] = []): void {
    const { judge, headed } = this.#source as Source;
    const text = delimitedText(cells, headed.delimiter);
    const faulty = faults.flatMap(({ column, what, mend }) => {
      const field = judge.fieldAt(column);
      return field === undefined ? [] : { field, what, mend };
    });
    if (faulty.length === 0) this.#written(row, cells, text);
    else if (!this.#isChanged(row, () => text)) {
      this.#rowsRead += 1;
      this.#problems.push(...faulty.map(fault => ({ row, text, ...fault })));
    }
  }

  /** A row as it stands in the file: left out, read as it was mended, or as it is. */
  #written(row: number, cells: readonly string[], text: string): void {
    if (this.#isChanged(row, () => text)) return;
    const guarded = this.#guarded;
    this.#texts(row, guarded === 0 ? cells : cells.map(cell => unguarded(cell, guarded)), text);
  }

  /** Takes a row that is left out or was mended. */
  #isChanged(row: number, text: () => string): boolean {
    if (this.#asItStands) return false;
    const leftOut = this.#leavingOut?.problemOf(row);
    const mended = this.#mends.get(row);
    if (leftOut) {
      this.#rowsRead += 1;
      this.#rowsLeftOut += 1;
      this.#problems.push({ row, field: 'row', text: text(), ...leftOut, leftOut: true });
    } else if (mended) this.#texts(row, mended, text());
    return leftOut !== undefined || mended !== undefined;
  }

  #texts(row: number, cells: readonly string[], text: string): void {
    const { headed, canonical } = this.#source as Source;
    const count = headed.headings.length;
    if (cells.length !== count) {
      this.#rowsRead += 1;
      const mend = 'Put quotes around cells that hold the delimiter or a quote.';
      this.#problems.push({ row, text, field: 'row', what: wrongCount(cells.length, count), mend });
      return;
    }
    canonical.setTexts(row, cells);
    this.#take(canonical, text);
  }

  broken({ row, text, what, mend }: BrokenRecord): void {
    if (this.#isChanged(row, () => text)) return;
    this.#rowsRead += 1;
    this.#problems.push({ row, text, field: 'row', what, mend });
  }

  async block(): Promise<void> {
    this.#taker.progress(this.#rowsRead);
    const { rows, keys } = this.#source as Source;
    if (rows.held < GROUP_ROWS) return;
    await this.#handOver(keys.isFull ? rows.held : rows.held - (rows.held % GROUP_ROWS));
  }

  async end(): Promise<Omit<ReadEnd, 'sentences'>> {
    await this.#handOver();
    return {
      facts: (this.#source as Source).rows.end(),
      problems: this.#problems,
      rowsRead: this.#rowsRead,
      rowsKept: this.#rowsKept,
      ratesFrom: [...(this.#source as Source).conversions.batches],
      rowsLeftOut: this.#rowsLeftOut,
    };
  }

  /** @param most rows, as `cut` takes it */
  async #handOver(most?: number): Promise<void> {
    const { rows, keys, conversions } = this.#source as Source;
    const free = await this.#taker.before();
    if (free) rows.reuse?.(free);
    const columns = rows.cut(most);
    this.#taker.rows({ columns, conversions: conversions.cut(), keys: keys.cut(rows.held === 0) });
  }

  /** A row that is not plainly right goes through the engine: canonical writing, or problems in words. */
  #judge(row: number, text: string, cells: readonly string[]): void {
    const { judge, canonical, rows } = this.#source as Source;
    const verdict = judge.judge(cells);
    if ('problems' in verdict) {
      this.#problems.push(...verdict.problems.map(problem => ({ row, text, ...problem })));
      return;
    }
    canonical.setTexts(row, verdict.cells);
    const taken = rows.take(canonical);
    if (taken === 'judge')
      throw new Error(`row ${row} is right to the engine and wrong to the reader: ${text}`);
    if (taken === 'taken') this.#rowsKept += 1;
    else this.#refuse(taken, row, text);
  }

  #refuse(why: 'too-large' | 'not-let', row: number, text: string): void {
    this.#problems.push({ row, text, ...REFUSED[why] });
  }
}
