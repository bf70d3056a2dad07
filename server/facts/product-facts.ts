import { ABSENT, layoutOf } from '@clientele/engine';
import type { Cells } from './cells.ts';
import { choiceOf, type FactKeys } from './fact-keys.ts';
import type { FactColumns, FactEnd, FactRows, Taken } from './fact-rows.ts';
import { KeyIndex, UNKNOWN } from './key-index.ts';

/** What a products file states. */
export class ProductFacts implements FactRows {
  readonly #keys: FactKeys;
  readonly #column: (name: string) => number;
  readonly #kinds = new KeyIndex(choiceOf(choicesOf('kind')));
  readonly #stages = new KeyIndex(choiceOf(choicesOf('stage')));
  #rows: ProductRow[] = [];

  constructor(keys: FactKeys, column: (name: string) => number) {
    this.#keys = keys;
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
    const product = cells.key(column('product'), this.#keys.product);
    if (product < 0) return 'judge';
    this.#rows.push({
      row: cells.row,
      product,
      name: cells.text(column('name')),
      special: this.#kinds.texts[kind] === 'special',
      stage: this.#stages.texts[stage] ?? null,
      group: cells.text(column('group')),
      unit: cells.text(column('unit')),
      cost: cost === ABSENT ? Number.NaN : cost,
      price: price === ABSENT ? Number.NaN : price,
    });
    return 'taken';
  }

  cut(): FactColumns {
    const rows = this.#rows;
    this.#rows = [];
    return {
      row: Float64Array.from(rows, row => row.row),
      product: Int32Array.from(rows, row => row.product),
      stated: new Uint8Array(rows.length).fill(1),
      name: rows.map(row => row.name),
      special: Uint8Array.from(rows, row => Number(row.special)),
      stage: rows.map(row => row.stage),
      unit: rows.map(row => row.unit),
      unitCost: Float64Array.from(rows, row => row.cost),
      listPrice: Float64Array.from(rows, row => row.price),
      group: rows.map(row => row.group),
    };
  }

  end(): FactEnd {
    return { months: [], products: [], customers: [] };
  }
}

interface ProductRow {
  readonly row: number;
  readonly product: number;
  readonly name: string | null;
  readonly special: boolean;
  readonly stage: string | null;
  readonly group: string | null;
  readonly unit: string | null;
  readonly cost: number;
  readonly price: number;
}

function choicesOf(name: string): readonly string[] {
  return layoutOf('products').fields.find(field => field.name === name)?.choices ?? [];
}
