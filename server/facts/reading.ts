import { join } from 'node:path';
import type { Scope } from '@clientele/engine';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import { batchMapping, refuseOpenQuestions } from './batch-mapping.ts';
import { newSettings, refuseOtherCurrency } from './book-settings.ts';
import { addRecords, refreshCustomers } from './customer-record-store.ts';
import type { FactEnd } from './fact-rows.ts';
import type { Headed } from './file-reader.ts';
import type { FileThread, RowKeeper } from './file-thread.ts';
import { keepControlTotals, keepFacts, keepProductMentions } from './keep-store.ts';
import { KeyIds } from './key-ids.ts';
import type { ReadRows } from './reading-messages.ts';
import type { Rehearsal } from './rehearsal.ts';
import { isBuiltIn, mappedLayout, type SourceLayout, sourceLayout } from './source-layout.ts';
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
  readonly thread: FileThread;
  readonly rehearsal: Rehearsal;
}

/** The same bytes were kept before. */
export class Unchanged extends Error {
  readonly kind: string;
  constructor(kind: string, sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}

/** One file on its way into both stores: what was read, kept and refused so far. */
export class Reading implements RowKeeper {
  problems: readonly ProblemRow[] = [];
  rowsRead = 0;
  rowsKept = 0;
  #facts: FactEnd = { months: [], products: [], customers: [] };
  #layout: SourceLayout | undefined;
  #heading = '';
  #sentences: readonly string[] = [];
  #settings: BookSettings | undefined;
  readonly #ids = new KeyIds();
  readonly #stores: IntakeStores;
  readonly #scope: Scope;
  readonly #batch: BatchRow;
  readonly #writer: LedgerWriter;
  readonly progress: (progress: { share: number; rows: number }) => void;

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
    this.progress = onProgress;
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

  /** Months that the file has facts in, as yyyymm. */
  months(): number[] {
    return this.#facts.months.map(({ month }) => month);
  }

  /** Reads the file and puts its facts into the ledger's transaction. */
  async read(): Promise<void> {
    const { thread } = this.#stores;
    const { bytes, part, id: batch } = this.#batch;
    const end = await thread.read({ path: this.#path(), bytes, part }, this);
    this.problems = end.problems;
    this.rowsRead = end.rowsRead;
    this.rowsKept = end.rowsKept;
    this.#sentences = end.sentences;
    this.#facts = end.facts;
    const { products, months } = end.facts;
    const ids = this.#ids;
    if (products.length > 0)
      await keepProductMentions(this.#scope, this.#writer, { batch, ids, mentions: products });
    if (this.#layout?.kind === 'order-lines' || this.#layout?.kind === 'returns')
      await keepControlTotals(this.#scope, this.#writer, { batch, months });
  }

  #path(): string {
    return join(this.#stores.folder.files, this.#batch.sha256);
  }

  async heading(headed: Headed): Promise<{ layout: SourceLayout; currency: string }> {
    const scope = this.#scope;
    const { preset, options, sha256, part } = this.#batch;
    const { layout, settings } = await this.#stores.database.within(scope, async store => {
      const mapping = await batchMapping(scope, store, this.#batch);
      const layout = mapping
        ? mappedLayout(headed.headings, mapping)
        : sourceLayout(
            headed.headings,
            (options.kind as string | undefined) ?? undefined,
            preset !== null && isBuiltIn(preset) ? preset : undefined,
          );
      const same = await sameBatch(scope, store, sha256, { kind: layout.kind, preset, mapping });
      if (same) {
        const day = same.kept_at?.toISOString().slice(0, 10);
        throw new Unchanged(
          layout.kind,
          `The same file was kept on ${day} as ${same.public_id} (${same.file_name}): nothing changed.`,
        );
      }
      const book = (await readBook(scope, store)).settings ?? newSettings(this.#batch, mapping);
      refuseOtherCurrency(book, this.#batch);
      return { layout, settings: book };
    });
    if (layout.mapping) {
      const tables = await this.#stores.thread.tables({ path: this.#path(), name: this.#batch.file_name });
      refuseOpenQuestions(layout.mapping, tables, { part, currency: settings.currency });
    }
    this.#settings = settings;
    this.#layout = layout;
    this.#heading = headed.text;
    return { layout, currency: settings.currency };
  }

  async rows({ keys, columns }: ReadRows): Promise<void> {
    const writer = this.#writer;
    const { kind } = this.#layout as SourceLayout;
    await this.#ids.learn(this.#scope, { database: this.#stores.database, writer }, keys);
    const { id: batch } = this.#batch;
    await keepFacts(this.#scope, writer, { kind, batch, ids: this.#ids, facts: columns });
    this.#ids.forget(keys);
  }

  /**
   * The commit point: everything about the batch in the operational store, in one transaction.
   * @param committed settles when the ledger's part is safe; the batch counts from then on and not before
   */
  keep(committed: Promise<void>): Promise<BatchRow> {
    const scope = this.#scope;
    const batch = this.#batch;
    return this.#stores.database.within(scope, async store => {
      await this.#keepSettings(store);
      const { months, customers } = this.#facts;
      const [first, last] = [months[0], months.at(-1)];
      const records = customers.map(mention => ({
        ...mention,
        customer: this.#ids.of('customer', mention.customer),
      }));
      await addRecords(scope, store, batch.id, records);
      await addProblems(scope, store, batch.id, this.problems);
      const kept = await setOutcome(scope, store, batch.id, {
        state: 'kept',
        ...this.known(),
        rowsRead: this.rowsRead,
        rowsKept: this.rowsKept,
        rowsRefused: this.refusedRows(),
        sentence: this.#sentences.join(' ') || null,
        amount: first ? String(months.reduce((amount, month) => amount + month.amount, 0n)) : null,
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
      await committed;
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

/** 202503 as 2025-03. */
export function monthText(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;
}
