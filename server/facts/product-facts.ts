import { ABSENT, layoutOf, type Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Cells } from './cells.ts';
import { choiceOf, type FactKeys } from './fact-keys.ts';
import { type FactRows, MonthTotals, type Taken } from './fact-rows.ts';
import { keepProducts } from './keep-store.ts';
import { KeyIndex, UNKNOWN } from './key-index.ts';

/** What a products file states. */
export class ProductFacts implements FactRows {
  readonly months = new MonthTotals();
  readonly #keys: FactKeys;
  readonly #batch: number;
  readonly #column: (name: string) => number;
  readonly #kinds = new KeyIndex(choiceOf(choicesOf('kind')));
  readonly #stages = new KeyIndex(choiceOf(choicesOf('stage')));
  #rows: ProductRow[] = [];

  constructor({
    keys,
    batch,
    column,
  }: {
    keys: FactKeys;
    batch: number;
    column: (name: string) => number;
  }) {
    this.#keys = keys;
    this.#batch = batch;
    this.#column = column;
  }

  get held(): number {
    return this.#rows.length;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const cost = cells.decimal(column('unit_cost'), 6);
    const price = cells.decimal(column('list_price'), 6);
    const kind = cells.key(column('kind'), this.#kinds);
    const stage = cells.key(column('stage'), this.#stages);
    if (Number.isNaN(cost + price) || Math.min(cost, price) < 0) return 'judge';
    if (kind === UNKNOWN || stage === UNKNOWN) return 'judge';
    const product = cells.key(column('product'), this.#keys.product.index);
    if (product < 0) return 'judge';
    this.#rows.push({
      row: cells.row,
      product,
      name: cells.text(column('name')),
      special: this.#kinds.texts[kind] === 'special',
      stage: this.#stages.texts[stage] ?? null,
      unit: cells.text(column('unit')),
      cost: cost === ABSENT ? Number.NaN : cost,
      price: price === ABSENT ? Number.NaN : price,
    });
    return 'taken';
  }

  async keep(scope: Scope, writer: LedgerWriter): Promise<void> {
    const rows = this.#rows;
    await keepProducts(scope, writer, [
      new Float64Array(rows.length).fill(this.#batch),
      Float64Array.from(rows, row => row.row),
      this.#keys.product.idsOf(
        Int32Array.from(rows, row => row.product),
        0,
      ),
      new Uint8Array(rows.length).fill(1),
      rows.map(row => row.name),
      Uint8Array.from(rows, row => Number(row.special)),
      rows.map(row => row.stage),
      rows.map(row => row.unit),
      Float64Array.from(rows, row => row.cost),
      Float64Array.from(rows, row => row.price),
    ]);
    this.#rows = [];
  }

  customers(): [] {
    return [];
  }
}

interface ProductRow {
  readonly row: number;
  readonly product: number;
  readonly name: string | null;
  readonly special: boolean;
  readonly stage: string | null;
  readonly unit: string | null;
  readonly cost: number;
  readonly price: number;
}

function choicesOf(name: string): readonly string[] {
  return layoutOf('products').fields.find(field => field.name === name)?.choices ?? [];
}
