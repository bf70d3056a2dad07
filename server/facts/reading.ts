import { join } from 'node:path';
import type { Mapping, Scope } from '@clientele/engine';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import { batchLayout } from './batch-layout.ts';
import { refuseOpenQuestions } from './batch-mapping.ts';
import { type BatchRow, batchBy, sameBatch } from './batch-store.ts';
import type { CustomerRecord } from './customer-record-store.ts';
import type { FactEnd } from './fact-rows.ts';
import type { Headed } from './file-reader.ts';
import type { FileThread, RowKeeper } from './file-thread.ts';
import type { FactsIn } from './findings.ts';
import { dropFacts, keepConversions, keepFacts, keepMonths, keepProductMentions } from './keep-store.ts';
import { KeyIds } from './key-ids.ts';
import { mendsToRead } from './mend-store.ts';
import type { ProblemRow } from './problem-store.ts';
import { Unchanged } from './reading-ends.ts';
import type { HowToRead, ReadRows } from './reading-messages.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { LeftOutRows } from './row-changes.ts';
import { customersLet, senderOf } from './sender.ts';
import type { SourceLayout } from './source-layout.ts';
import type { BookSettings } from './store.ts';

/** What an import needs of the house. */
export interface IntakeStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly folder: { readonly files: string; readonly staging: string };
  readonly thread: FileThread;
  readonly rehearsal: Rehearsal;
}

/** One file on its way into both stores: what was read, kept and refused so far. */
export class Reading implements RowKeeper {
  problems: readonly ProblemRow[] = [];
  rowsRead = 0;
  rowsKept = 0;
  #refusedRows = 0;
  #facts: FactEnd = { months: [], products: [], customers: [] };
  #ratesFrom: readonly number[] = [];
  #layout: SourceLayout | undefined;
  #heading = '';
  #sentences: readonly string[] = [];
  #settings: BookSettings | undefined;
  #isLimited = false;
  #ids: KeyIds;
  readonly #stores: IntakeStores;
  readonly #scope: Scope;
  readonly #batch: BatchRow;
  readonly #writer: LedgerWriter;
  #rowsLeftOut = 0;
  #leftOut: LeftOutRows | undefined;
  readonly signal: AbortSignal;
  readonly #onProgress: (share: number, rows: number) => void;

  constructor(
    stores: IntakeStores,
    scope: Scope,
    {
      batch,
      writer,
      onProgress = () => undefined,
      signal = new AbortController().signal,
    }: {
      batch: BatchRow;
      writer: LedgerWriter;
      onProgress?: (share: number, rows: number) => void;
      signal?: AbortSignal;
    },
  ) {
    this.#stores = stores;
    this.#scope = scope;
    this.#batch = batch;
    this.#writer = writer;
    this.#onProgress = onProgress;
    this.signal = signal;
    this.#ids = new KeyIds(batch.rehearsed);
  }

  progress({ share, rows }: { share: number; rows: number }): void {
    this.#onProgress(share, rows);
  }

  /** What it came to, as far as it was read. */
  counted() {
    const { rowsRead, months } = { rowsRead: this.rowsRead, months: this.#facts.months };
    const [first, last] = [months[0], months.at(-1)];
    const amount = months.reduce((sum, month) => sum + month.amount, 0n);
    return {
      ...(this.#layout && { kind: this.#layout.kind, heading: this.#heading }),
      rowsRead,
      rowsKept: this.rowsKept,
      rowsRefused: this.#refusedRows,
      rowsLeftOut: this.#rowsLeftOut,
      amount: first ? String(amount) : null,
      firstMonth: first ? monthText(first.month) : null,
      lastMonth: last ? monthText(last.month) : null,
    };
  }

  /** What a reader should know although all is well. */
  remark(): string | null {
    return this.#sentences.join(' ') || null;
  }

  /** Why none of it can be kept, by the rows alone. */
  refusal(): Refusal | undefined {
    if (this.rowsRead === 0) return new Refusal('no-rows', 'The file has a heading and no rows.');
    const refused = this.#refusedRows;
    if (refused > 0 && this.#batch.options.allOrNothing === true)
      return new Refusal(
        'not-all-rows',
        `${refused} of the ${this.rowsRead} rows cannot be kept, and it was to be all or nothing: see the problems, mend them or keep the good rows only.`,
      );
    if (this.rowsKept > 0) return undefined;
    if (refused === 0)
      return new Refusal('all-left-out', `All ${this.rowsRead} rows are there already and were left out.`);
    return new Refusal(
      'no-good-rows',
      `None of the ${this.rowsRead} rows could be kept: see the problems, mend them and send the file again.`,
    );
  }

  /** What a check looks at, once all rows are in. */
  factsIn(): FactsIn {
    return {
      batch: this.#batch,
      kind: (this.#layout as SourceLayout).kind,
      rows: {
        read: this.rowsRead,
        good: this.rowsKept,
        refused: this.#refusedRows,
        leftOut: this.#rowsLeftOut,
      },
      settings: this.#settings as BookSettings,
      customers: this.#records(),
      ...this.#ids.newCustomers,
      isLimited: this.#isLimited,
    };
  }

  /** Months that the file has facts in, as yyyymm. */
  months(): number[] {
    return this.#facts.months.map(({ month }) => month);
  }

  /** Reads the file once more, without some of its rows: all that is counted and named comes out right by itself. */
  async readWithout(leftOut: LeftOutRows | undefined): Promise<void> {
    await dropFacts(this.#scope, this.#writer, this.#batch.id);
    this.#ids = new KeyIds(this.#batch.rehearsed);
    this.#leftOut = leftOut;
    await this.#readOnce();
  }

  /** Reads the file and puts its facts into the ledger's transaction. */
  async read(): Promise<void> {
    // An earlier attempt may have come as far as the ledger's commit.
    if (this.#batch.attempts > 1) await dropFacts(this.#scope, this.#writer, this.#batch.id);
    await this.#readOnce();
  }

  async #readOnce(): Promise<void> {
    const { thread } = this.#stores;
    this.signal.throwIfAborted();
    const { bytes, part, id: batch } = this.#batch;
    const end = await thread.read({ path: this.#path(), bytes, part }, this);
    this.problems = end.problems;
    this.#refusedRows = new Set(end.problems.flatMap(({ row, leftOut }) => (leftOut ? [] : row))).size;
    this.#rowsLeftOut = end.rowsLeftOut;
    this.rowsRead = end.rowsRead;
    this.rowsKept = end.rowsKept;
    this.#sentences = end.sentences;
    this.#facts = end.facts;
    this.#ratesFrom = end.ratesFrom;
    const { products, months } = end.facts;
    const ids = this.#ids;
    if (products.length > 0)
      await keepProductMentions(this.#scope, this.#writer, { batch, ids, mentions: products });
    const { kind } = this.#layout as SourceLayout;
    await keepMonths(this.#scope, this.#writer, { kind, batch, months });
  }

  #path(): string {
    return join(this.#stores.folder.files, this.#batch.sha256);
  }

  async heading(headed: Headed): Promise<HowToRead> {
    const scope = this.#scope;
    const { part } = this.#batch;
    const { layout, settings, rates, mends } = await this.#stores.database.within(scope, async store => {
      const found = await batchLayout(scope, store, this.#batch, headed.headings);
      const { layout, mapping } = found;
      await this.#refuseSame(store, layout.kind, mapping);
      return { ...found, mends: await mendsToRead(scope, store, this.#batch) };
    });
    if (layout.mapping) {
      const tables = await this.#stores.thread.tables({ path: this.#path(), name: this.#batch.file_name });
      refuseOpenQuestions(layout.mapping, tables, { part, currency: settings.currency });
    }
    this.#settings = settings;
    this.#layout = layout;
    this.#heading = headed.text;
    const changes = { mends, ...(this.#leftOut && { leftOut: this.#leftOut }) };
    // What was kept once is read again as it was kept, whatever its sender sees by now.
    const customers =
      this.#batch.state === 'reading' ? await customersLet(this.#stores, scope, this.#batch) : undefined;
    this.#isLimited = customers !== undefined;
    return { layout, currency: settings.currency, rates, changes, customers };
  }

  /** The same bytes count once: read as before they change nothing, read otherwise they can only replace what is there. */
  async #refuseSame(store: Store, kind: string, mapping: Mapping | undefined): Promise<void> {
    const same = await sameBatch(this.#scope, store, this.#batch, { kind, mapping });
    if (!same) return;
    const { public_id: id, file_name: file, kept_at: keptAt } = same;
    const sender = senderOf(this.#scope, this.#batch);
    const seen = await this.#stores.database.within(sender, own => batchBy(sender, own, id));
    const kept = seen ? `kept on ${keptAt?.toISOString().slice(0, 10)} as ${id} (${file})` : 'kept before';
    if (same.isReadAlike) throw new Unchanged(kind, `The same file was ${kept}: nothing changed.`);
    if (this.#batch.replaces !== same.id)
      throw new Refusal(
        'kept-otherwise',
        `The same file was ${kept}, and read in another way: it would count twice. Import it as what replaces ${seen ? id : 'that one'}.`,
      );
  }

  async rows({ keys, columns, conversions }: ReadRows): Promise<void> {
    const writer = this.#writer;
    const { kind } = this.#layout as SourceLayout;
    await this.#ids.learn(this.#scope, { database: this.#stores.database, writer }, keys);
    const { id: batch } = this.#batch;
    const ids = this.#ids;
    await keepFacts(this.#scope, writer, { kind, batch, ids, facts: columns });
    await keepConversions(this.#scope, writer, { batch, ids, facts: conversions });
    ids.forget(keys);
  }

  /** Exchange rates that it states, and the batches at whose rates its rows were converted. */
  rates() {
    return { rates: this.#facts.rates ?? [], convertedFrom: this.#ratesFrom };
  }

  #records(): CustomerRecord[] {
    return this.#facts.customers.map(mention => ({
      ...mention,
      customer: this.#ids.of('customer', mention.customer),
    }));
  }
}

/** 202503 as 2025-03. */
export function monthText(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;
}
