import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judgeRow, type Scope } from '@clientele/engine';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import { newSettings, refuseOtherCurrency } from './book-settings.ts';
import { addRecords, type CustomerRecord, customerIds, refreshCustomers } from './customer-record-store.ts';
import { lastOfEach, mentionedRecord, statedRecord } from './customer-records.ts';
import { type Headed, readDelimited } from './file-reader.ts';
import { dropUnkept, rowsToJudge, stageChunk, stageMended } from './incoming-store.ts';
import {
  type batchTotals,
  incomingCustomers,
  keepRows,
  type mentionedCustomers,
  newCustomerKeys,
  rememberCustomers,
  startBatch,
} from './keep-store.ts';
import { type RecordChunk, splitRecord } from './record-scanner.ts';
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

/** Rows gathered before they are kept; the ledger spills what does not fit its memory. */
const HELD_ROWS_MOST = 1_000_000;

/** One pass over a file: what was read, kept and refused so far. */
export class Reading {
  readonly problems: ProblemRow[] = [];
  rowsRead = 0;
  rowsKept = 0;
  totals: Awaited<ReturnType<typeof batchTotals>> = {};
  mentions: Awaited<ReturnType<typeof mentionedCustomers>> = [];
  #layout: SourceLayout | undefined;
  /** Rows that wait in `incoming` to be kept. */
  #held = 0;
  #heading = '';
  #settings: BookSettings | undefined;
  readonly #records: CustomerRecord[] = [];
  readonly #stores: IntakeStores;
  readonly #scope: Scope;
  readonly #batch: BatchRow;
  readonly #onProgress: (progress: { share: number; rows: number }) => void;

  constructor(stores: IntakeStores, scope: Scope, batch: BatchRow, onProgress: Reading['report']) {
    this.#stores = stores;
    this.#scope = scope;
    this.#batch = batch;
    this.#onProgress = onProgress;
  }

  report(progress: { share: number; rows: number }): void {
    this.#onProgress(progress);
  }

  /** What is known of the file once its heading was read. */
  known(): { kind: string; heading: string } | undefined {
    return this.#layout && { kind: this.#layout.kind, heading: this.#heading };
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

  async read(writer: LedgerWriter): Promise<void> {
    const { sha256, bytes } = this.#batch;
    let share = 0;
    await startBatch(this.#scope, writer);
    await readDelimited(
      join(this.#stores.folder.files, sha256),
      read => {
        share = bytes === 0 ? 1 : read / bytes;
      },
      headed => this.#begin(headed),
      async (chunk, headed) => {
        await this.#take(writer, chunk, headed);
        this.report({ share: Math.min(share, 1), rows: this.rowsRead });
      },
    );
    await this.#keepHeld(writer);
  }

  async #begin(headed: Headed): Promise<void> {
    const scope = this.#scope;
    const { preset, options, sha256 } = this.#batch;
    const layout = sourceLayout(
      headed.headings,
      (options.kind as string | undefined) ?? undefined,
      preset ?? undefined,
    );
    await this.#stores.database.within(scope, async store => {
      const same = await sameBatch(scope, store, sha256, { kind: layout.kind, preset });
      if (same) {
        const day = same.kept_at?.toISOString().slice(0, 10);
        throw new Unchanged(
          layout.kind,
          `The same file was kept on ${day} as ${same.public_id} (${same.file_name}): nothing changed.`,
        );
      }
      const { settings } = await readBook(scope, store);
      this.#settings = settings ?? newSettings(this.#batch);
      refuseOtherCurrency(settings, this.#batch);
    });
    this.#layout = layout;
    this.#heading = headed.text;
  }

  async #take(writer: LedgerWriter, chunk: RecordChunk, headed: Headed): Promise<void> {
    const scope = this.#scope;
    const layout = this.#layout as SourceLayout;
    const currency = (this.#settings as BookSettings).currency;
    this.rowsRead += chunk.count + chunk.broken.length + chunk.loose.length;
    for (const { row, text, what, mend } of chunk.broken)
      this.problems.push({ row, field: 'row', what, mend, text });
    const before = this.refusedRows();
    await this.#staged(chunk.records, path =>
      stageChunk(scope, writer, {
        layout,
        currency,
        file: { path, cells: headed.headings.length, delimiter: headed.delimiter },
        append: this.#held > 0,
      }),
    );
    await this.#judge(writer, chunk, headed);
    const kept = chunk.count + chunk.loose.length - (this.refusedRows() - before);
    this.rowsKept += kept;
    this.#held += kept;
    if (this.#held >= HELD_ROWS_MOST) await this.#keepHeld(writer);
  }

  /** Many rows at once are kept several times as fast as a few: both cores have work, and keys are looked up once. */
  async #keepHeld(writer: LedgerWriter): Promise<void> {
    if (this.#held === 0) return;
    const scope = this.#scope;
    const layout = this.#layout as SourceLayout;
    await this.#registerCustomers(writer, layout);
    if (layout.kind === 'customers')
      this.#records.push(...(await incomingCustomers(scope, writer)).map(statedRecord));
    await keepRows(scope, writer, layout, this.#batch.id);
    this.#held = 0;
  }

  /** Rows that are not plainly right go through the engine: canonical writing, or problems in words. */
  async #judge(writer: LedgerWriter, chunk: RecordChunk, headed: Headed): Promise<void> {
    const scope = this.#scope;
    const layout = this.#layout as SourceLayout;
    const currency = (this.#settings as BookSettings).currency;
    const rows = [...(await rowsToJudge(scope, writer)), ...chunk.loose];
    if (rows.length === 0) return;
    const mended: string[] = [];
    for (const row of rows) {
      const text = chunk.rowText(row);
      const cells = splitRecord(text, headed.delimiter);
      const wrongCount = cells.length !== headed.headings.length;
      const verdict = judgeRow(
        layout.fields,
        layout.columns.map(column => cells[column]),
        currency,
      );
      if (wrongCount) {
        const what = `has ${cells.length} cells where the heading has ${headed.headings.length}`;
        this.problems.push({
          row,
          field: 'row',
          what,
          mend: 'Put quotes around cells that hold the delimiter or a quote.',
          text,
        });
      } else if ('problems' in verdict)
        this.problems.push(...verdict.problems.map(problem => ({ row, text, ...problem })));
      else mended.push(`${row},${verdict.cells.map(quoted).join(',')}\n`);
    }
    await this.#staged(Buffer.from(mended.join('')), path =>
      stageMended(scope, writer, { layout, currency, path }),
    );
    const unkept = await rowsToJudge(scope, writer);
    if (unkept.length > 0) await dropUnkept(scope, writer);
    for (const row of unkept) {
      const mend = 'Check quantity and price: nine billion is the limit of a line.';
      this.problems.push({
        row,
        field: 'row',
        what: 'comes to an amount that is too large',
        mend,
        text: chunk.rowText(row),
      });
    }
  }

  async #registerCustomers(writer: LedgerWriter, layout: SourceLayout): Promise<void> {
    const scope = this.#scope;
    const sourceKeys = await newCustomerKeys(scope, writer, layout);
    if (sourceKeys.length === 0) return;
    const ids = await this.#stores.database.within(scope, store => customerIds(scope, store, sourceKeys));
    await rememberCustomers(scope, writer, { sourceKeys, ids });
  }

  async #staged(records: Buffer, work: (path: string) => Promise<void>): Promise<void> {
    const path = join(this.#stores.folder.staging, `${randomUUID()}.csv`);
    try {
      await writeFile(path, records);
      await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** The commit point: everything about the batch in the operational store, in one transaction. */
  keep(): Promise<BatchRow> {
    const scope = this.#scope;
    const batch = this.#batch;
    return this.#stores.database.within(scope, async store => {
      await this.#keepSettings(store);
      const mentions = this.mentions.map(mentionedRecord);
      await addRecords(scope, store, batch.id, [...lastOfEach(this.#records), ...mentions]);
      await addProblems(scope, store, batch.id, this.problems);
      const kept = await setOutcome(scope, store, batch.id, {
        state: 'kept',
        ...this.known(),
        rowsRead: this.rowsRead,
        rowsKept: this.rowsKept,
        rowsRefused: this.refusedRows(),
        amount:
          this.#records.length > 0 || this.totals.facts === 0 ? null : String(this.totals.amount ?? '0'),
        firstMonth: monthText(this.totals.first_month),
        lastMonth: monthText(this.totals.last_month),
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

function monthText(month: unknown): string | null {
  return typeof month === 'number'
    ? `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
    : null;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
