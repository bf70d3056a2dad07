import { join } from 'node:path';
import { judgeRow, type Scope } from '@clientele/engine';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import { newSettings, refuseOtherCurrency } from './book-settings.ts';
import { Cells } from './cells.ts';
import { addRecords, refreshCustomers } from './customer-record-store.ts';
import type { FactKeys } from './fact-keys.ts';
import type { FactRows } from './fact-rows.ts';
import { factSource } from './fact-source.ts';
import { type FileSink, type Headed, readDelimited } from './file-reader.ts';
import { type BrokenRecord, splitRecord, wrongCount } from './record-scanner.ts';
import { type SourceLayout, sourceLayout } from './source-layout.ts';
import {
  addProblems,
  advanceRevision,
  type BatchRow,
  type BookSettings,
  dropForeignModel,
  type ProblemRow,
  readBook,
  recordChange,
  sameBatch,
  setOutcome,
  writeBook,
} from './store.ts';

/** What an import needs of the house. */
export interface IntakeStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly folder: { readonly files: string; readonly staging: string };
}

/** The same bytes were kept before. */
export class Unchanged extends Error {
  readonly kind: string;
  constructor(kind: string, sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}

/** Rows gathered before they are kept: two of the ledger's row groups. */
const HELD_ROWS_MOST = 245_760;

/** One pass over a file: what was read, kept and refused so far. */
export class Reading implements FileSink {
  readonly problems: ProblemRow[] = [];
  rowsRead = 0;
  rowsKept = 0;
  #share = 0;
  #source: { keys: FactKeys; rows: FactRows } | undefined;
  #layout: SourceLayout | undefined;
  #headed: Headed | undefined;
  #judged = new Cells(0);
  #settings: BookSettings | undefined;
  readonly #stores: IntakeStores;
  readonly #scope: Scope;
  readonly #batch: BatchRow;
  readonly #writer: LedgerWriter;
  readonly #onProgress: (progress: { share: number; rows: number }) => void;

  constructor(
    stores: IntakeStores,
    scope: Scope,
    {
      batch,
      writer,
      onProgress,
    }: {
      batch: BatchRow;
      writer: LedgerWriter;
      onProgress: (progress: { share: number; rows: number }) => void;
    },
  ) {
    this.#stores = stores;
    this.#scope = scope;
    this.#batch = batch;
    this.#writer = writer;
    this.#onProgress = onProgress;
  }

  /** What is known of the file once its heading was read. */
  known(): { kind: string; heading: string } | undefined {
    return this.#layout && { kind: this.#layout.kind, heading: this.#headed?.text ?? '' };
  }

  refusedRows(): number {
    return new Set(this.problems.map(({ row }) => row)).size;
  }

  nothingKept(): Refusal {
    if (this.rowsRead === 0) return new Refusal('no-rows', 'The file has a heading and no rows.');
    return new Refusal(
      'no-good-rows',
      `None of the ${this.rowsRead} rows could be kept: see the problems, mend them and send the file again.`,
    );
  }

  /** Months that the file has facts in, as yyyymm. */
  months(): number[] {
    return this.#source?.rows.months.entries().map(({ month }) => month) ?? [];
  }

  async read(): Promise<void> {
    const { sha256, bytes } = this.#batch;
    await readDelimited(
      join(this.#stores.folder.files, sha256),
      read => {
        this.#share = bytes === 0 ? 1 : Math.min(read / bytes, 1);
      },
      this,
    );
    await this.#keepHeld();
    await this.#source?.rows.finish?.(this.#scope, this.#writer);
  }

  async heading(headed: Headed): Promise<void> {
    const scope = this.#scope;
    const { preset, options, sha256 } = this.#batch;
    const layout = sourceLayout(
      headed.headings,
      (options.kind as string | undefined) ?? undefined,
      preset ?? undefined,
    );
    const settings = await this.#stores.database.within(scope, async store => {
      const same = await sameBatch(scope, store, sha256, { kind: layout.kind, preset });
      if (same) {
        const day = same.kept_at?.toISOString().slice(0, 10);
        throw new Unchanged(
          layout.kind,
          `The same file was kept on ${day} as ${same.public_id} (${same.file_name}): nothing changed.`,
        );
      }
      const book = (await readBook(scope, store)).settings ?? newSettings(this.#batch);
      refuseOtherCurrency(book, this.#batch);
      return book;
    });
    this.#settings = settings;
    this.#layout = layout;
    this.#headed = headed;
    this.#judged = new Cells(headed.headings.length);
    this.#source = factSource({ layout, batch: this.#batch.id, currency: settings.currency });
  }

  record(cells: Cells): void {
    this.rowsRead += 1;
    const taken = this.#rows().take(cells);
    if (taken === 'taken') this.rowsKept += 1;
    else if (taken === 'too-large') this.#tooLarge(cells.row, cells.recordText());
    else this.#judge(cells.row, cells.recordText(), cells.texts());
  }

  loose(row: number, text: string): void {
    const { headings, delimiter } = this.#headed as Headed;
    this.rowsRead += 1;
    const cells = splitRecord(text, delimiter);
    if (cells.length === headings.length) this.#judge(row, text, cells);
    else {
      const mend = 'Put quotes around cells that hold the delimiter or a quote.';
      this.problems.push({ row, text, field: 'row', what: wrongCount(cells.length, headings.length), mend });
    }
  }

  broken({ row, text, what, mend }: BrokenRecord): void {
    this.rowsRead += 1;
    this.problems.push({ row, text, field: 'row', what, mend });
  }

  async block(): Promise<void> {
    if (this.#rows().held >= HELD_ROWS_MOST) await this.#keepHeld();
    this.#onProgress({ share: this.#share, rows: this.rowsRead });
  }

  #rows(): FactRows {
    return (this.#source as { rows: FactRows }).rows;
  }

  /** A row that is not plainly right goes through the engine: canonical writing, or problems in words. */
  #judge(row: number, text: string, cells: readonly string[]): void {
    const { fields, columns } = this.#layout as SourceLayout;
    const { currency } = this.#settings as BookSettings;
    const verdict = judgeRow(
      fields,
      columns.map(column => cells[column]),
      currency,
    );
    if ('problems' in verdict) {
      this.problems.push(...verdict.problems.map(problem => ({ row, text, ...problem })));
      return;
    }
    const canonical = [...cells];
    for (const [i, column] of columns.entries())
      if (column >= 0) canonical[column] = verdict.cells[i] as string;
    this.#judged.setTexts(row, canonical);
    const taken = this.#rows().take(this.#judged);
    if (taken === 'judge')
      throw new Error(`row ${row} is right to the engine and wrong to the reader: ${text}`);
    if (taken === 'taken') this.rowsKept += 1;
    else this.#tooLarge(row, text);
  }

  #tooLarge(row: number, text: string): void {
    const what = 'comes to an amount that is too large';
    const mend = 'Check quantity and price: nine billion is the limit of a line.';
    this.problems.push({ row, text, field: 'row', what, mend });
  }

  async #keepHeld(): Promise<void> {
    if (!this.#source) return;
    const { keys, rows } = this.#source;
    await keys.resolve(this.#scope, this.#stores, this.#writer);
    if (rows.held > 0) await rows.keep(this.#scope, this.#writer);
    keys.forget();
  }

  /** The commit point: everything about the batch in the operational store, in one transaction. */
  keep(): Promise<BatchRow> {
    const scope = this.#scope;
    const batch = this.#batch;
    return this.#stores.database.within(scope, async store => {
      await this.#keepSettings(store);
      const { months } = this.#rows();
      const [first, last] = [months.entries()[0], months.entries().at(-1)];
      await addRecords(scope, store, batch.id, this.#rows().customers());
      await addProblems(scope, store, batch.id, this.problems);
      const kept = await setOutcome(scope, store, batch.id, {
        state: 'kept',
        ...this.known(),
        rowsRead: this.rowsRead,
        rowsKept: this.rowsKept,
        rowsRefused: this.refusedRows(),
        amount: months.facts === 0 ? null : String(months.amount),
        firstMonth: first ? monthText(first.month) : null,
        lastMonth: last ? monthText(last.month) : null,
      });
      await refreshCustomers(scope, store, batch.id);
      const revision = await advanceRevision(scope, store);
      await recordChange(scope, store, {
        what: 'batch kept',
        before: null,
        after: { batch: batch.public_id, file: batch.file_name, revision },
      });
      return kept;
    });
  }

  async #keepSettings(store: Store): Promise<void> {
    const scope = this.#scope;
    const { settings } = await readBook(scope, store);
    if (settings) return;
    await writeBook(scope, store, this.#settings as BookSettings);
    await dropForeignModel(scope, store);
    await recordChange(scope, store, {
      what: 'book opened',
      before: null,
      after: this.#settings as BookSettings,
    });
  }
}

function monthText(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;
}
