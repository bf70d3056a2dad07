import { formatDecimal, type Scope, type Total, WHOLE_CUSTOMER } from '@clientele/engine';
import { figureOf, type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { type Cell, type CellQuery, type ChosenCells, chosenCells, soughtProducts } from './chosen-cells.ts';
import type { BoughtProduct } from './product-facts.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { sumAt } from './selection.ts';

export interface MapQuery extends CellQuery {
  readonly customers: number;
  readonly products: number;
}
const ROWS_MOST = 100;
const COLUMNS_MOST = 60;

/** Which rows and columns a map has; all else is summed. */
export interface MapLayout {
  readonly chosen: ChosenCells;
  /** Positions in the portfolio's columns. */
  readonly rows: readonly number[];
  /** Numbers of products. */
  readonly columns: readonly number[];
}

/** Customers × products: what each customer's trade in each product earned. */
export async function productMapAnswer(
  stores: ProfitStores,
  scope: Scope,
  { period, ...query }: MapQuery & { period: string },
) {
  const ranked = await rankedPortfolio(stores, scope, period);
  const layout = await mapLayout(stores, scope, ranked, query);
  const { chosen, rows, columns } = layout;
  const { passing } = chosen;
  const narrowing = narrowingOf(query);
  const shown = rows.flatMap(at => cellsAt(ranked, chosen, at));
  const sumFigure = (more: Narrowing) => narrowedFigure('cells/profit', { ...narrowing, ...more });
  const partsOf = (cells: readonly Cell[], more: Narrowing) => ({
    others: { ...traded(cells.filter(isOther(columns))), figure: sumFigure({ ...more, part: 'others' }) },
    whole: { ...traded(cells.filter(isWhole)), figure: sumFigure({ ...more, part: 'whole' }) },
  });
  const rowSet = new Set(rows);
  const rest = passing.filter(at => !rowSet.has(at));
  const inPortfolio = (some: ArrayLike<number>) => ({
    revenue: formatDecimal(sumAt(ranked.portfolio.revenue, some)),
    profit: formatDecimal(sumAt(ranked.portfolio.profit, some)),
  });
  return {
    period,
    currency: ranked.settings.currency,
    customersTotal: passing.length,
    products: columns.map(product => ({
      ...productAnswer(chosen.read.products[product] as BoughtProduct),
      ...traded(shown.filter(cell => cell.product === product)),
      figure: sumFigure({ of: chosen.read.products[product]?.key }),
    })),
    productsTotal: new Set(shown.map(({ product }) => product).filter(product => product !== WHOLE_CUSTOMER))
      .size,
    rows: rows.map(at => {
      const card = ranked.portfolio.cards[at] as KnownCustomer;
      const mine = cellsAt(ranked, chosen, at);
      const byProduct = new Map(mine.map(cell => [cell.product, cell]));
      return {
        ...customerAnswer(card),
        cells: columns.map(product => {
          const cell = byProduct.get(product);
          return cell ? traded([cell]) : null;
        }),
        ...partsOf(mine, { row: card.publicId }),
        total: { ...inPortfolio([at]), figure: `customer/${card.publicId}/profit` },
      };
    }),
    shown: { ...partsOf(shown, {}), total: inPortfolio(rows) },
    rest: { customers: rest.length, ...inPortfolio(rest) },
    all: { ...inPortfolio(passing), figure: figureOfAll(query) },
  };
}

/** The first customers in the order asked for, and of their products the largest by revenue, or those that lose most. */
export async function mapLayout(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  query: MapQuery,
): Promise<MapLayout> {
  const customers = within(query.customers, ROWS_MOST);
  const chosen = await chosenCells(stores, scope, ranked, { ...query, customers });
  const sought = soughtProducts(chosen.read, query.product);
  const ofProducts = (at: number) =>
    cellsAt(ranked, chosen, at).filter(cell => !isWhole(cell) && sought(cell.product));
  const all = Array.from(chosen.customers);
  const rows = query.product?.trim() ? all.filter(at => ofProducts(at).length > 0) : all;
  const products = [...Map.groupBy(rows.flatMap(ofProducts), ({ product }) => product)].map(
    ([product, cells]) => ({ product, size: sizeOf(cells, query.by) }),
  );
  const columns = products
    .sort((a, b) => b.size - a.size || a.product - b.product)
    .slice(0, within(query.products, COLUMNS_MOST))
    .map(({ product }) => product);
  return { chosen, rows, columns };
}

/** Net revenue, or the money that cells lose. */
function sizeOf(cells: readonly Cell[], by: CellQuery['by']): number {
  return cells.reduce(
    (size, { revenue, profit }) => size + (by === 'revenue' ? revenue : Math.max(-profit, 0)),
    0,
  );
}

function within(asked: number, most: number): number {
  return Math.max(1, Math.min(Math.trunc(asked), most));
}

export function cellsAt({ portfolio }: Ranked, { cellsOf }: ChosenCells, at: number): readonly Cell[] {
  return cellsOf.get((portfolio.cards[at] as KnownCustomer).id) ?? [];
}

export function isWhole({ product }: Cell): boolean {
  return product === WHOLE_CUSTOMER;
}

/** Of a product that has no column. */
export function isOther(columns: readonly number[]): (cell: Cell) => boolean {
  const shown = new Set(columns);
  return cell => !isWhole(cell) && !shown.has(cell.product);
}

export function totalOf(cells: readonly Cell[], measure: 'revenue' | 'profit'): Total {
  return cells.reduce((total, cell) => total + BigInt(cell[measure]), 0n);
}

function traded(cells: readonly Cell[]) {
  return {
    revenue: formatDecimal(totalOf(cells, 'revenue')),
    profit: formatDecimal(totalOf(cells, 'profit')),
  };
}

export function customerAnswer({ publicId, sourceKey, name }: KnownCustomer) {
  return { id: publicId, sourceKey, name };
}

export function productAnswer({ key, name, group }: BoughtProduct) {
  return { key, name, group };
}

/** Which customers are meant, as an address says it. */
export function whichOf(query: CellQuery): Narrowing {
  const { customer, product, by } = query;
  return { ...filterIn(query), customer, product, by };
}

function filterIn({ where, segment, country, search, sign }: CellQuery): Narrowing {
  return { where, segment, country, search, sign };
}

function narrowingOf(query: MapQuery): Narrowing {
  return { ...whichOf(query), customers: query.customers, products: query.products };
}

/** All that pass, where the ranking sums them. */
function figureOfAll(query: CellQuery): string {
  const { customer } = query;
  return customer === undefined
    ? narrowedFigure('ranking/profit', filterIn(query))
    : `customer/${figureOf(customer)}/profit`;
}
