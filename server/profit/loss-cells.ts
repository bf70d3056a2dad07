import {
  type CellFixes,
  cellFixes,
  formatDecimal,
  type LossCell,
  type Scope,
  type Substitute,
  WHOLE_CUSTOMER,
} from '@clientele/engine';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import {
  type Cell,
  type CellQuery,
  type ChosenCells,
  CUSTOMERS_MOST,
  cardsOf,
  chosenCells,
  losingCells,
} from './chosen-cells.ts';
import { isAssumed, minutesText } from './portfolio.ts';
import type { BoughtProduct, CellsRead } from './product-facts.ts';
import { customerAnswer, isWhole, productAnswer, totalOf, whichOf } from './product-map.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';

const CELLS_MOST = 5000;

/** Cells that lose money, the most first, each with what could be done about it. */
export async function lossCellsAnswer(
  stores: ProfitStores,
  scope: Scope,
  { period, offset, limit, ...query }: CellQuery & { period: string; offset: number; limit: number },
) {
  const ranked = await rankedPortfolio(stores, scope, period);
  const chosen = await chosenCells(stores, scope, ranked, { ...query, customers: CUSTOMERS_MOST });
  const losing = losingCells(chosen, query.product);
  const cards = cardsOf(ranked, chosen);
  return {
    period,
    currency: ranked.settings.currency,
    customersTotal: chosen.passing.length,
    customersRead: chosen.customers.length,
    total: losing.length,
    lost: formatDecimal(totalOf(losing, 'profit')),
    figure: narrowedFigure('cells/profit', { ...whichOf(query), part: 'losing' }),
    cells: losing.slice(offset, offset + Math.min(limit, CELLS_MOST)).map(cell => ({
      ...cellAnswer(chosen.read, cards.get(cell.customer) as KnownCustomer, cell),
      fixes: fixesOf(chosen, cell),
    })),
  };
}

/** One cell: its profit and loss by activity, and what could be done where it loses. */
export async function productCellAnswer(
  stores: ProfitStores,
  scope: Scope,
  query: { period: string; customer: string; product: string },
) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { chosen, card, cell } = await cellFor(stores, scope, ranked, query);
  const { model } = ranked.portfolio;
  const { cells } = chosen.read;
  return {
    period: query.period,
    currency: ranked.settings.currency,
    ...cellAnswer(chosen.read, card, cell),
    assumedProductCost: formatDecimal(cells.assumedProductCost[cell.at] as number),
    activities: model.activities.flatMap(({ key, name }, index) => {
      const amount = (cells.costs[index] as Float64Array)[cell.at] as number;
      return amount === 0
        ? []
        : [{ key, name, amount: formatDecimal(amount), assumed: isAssumed(model, index) }];
    }),
    fixes: cell.profit < 0 ? fixesOf(chosen, cell) : null,
  };
}

/** The cell of a customer and a product, or of the customer as a whole; refused where there was no trade. */
export async function cellFor(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  { customer, product }: { customer: string; product: string | undefined },
) {
  const chosen = await chosenCells(stores, scope, ranked, { customer, by: 'revenue', customers: 1 });
  const { products } = chosen.read;
  const number = product === undefined ? WHOLE_CUSTOMER : products.findIndex(({ key }) => key === product);
  const cell = [...chosen.cellsOf.values()].flat().find(one => one.product === number);
  const card = ranked.portfolio.cards[chosen.passing[0] ?? -1];
  if (!cell || !card || (product !== undefined && number < 0))
    throw new Refusal(
      'not-found',
      `There is no trade of customer "${customer}" in product "${product}" in this period.`,
    );
  return { chosen, card, cell, product: products[number] };
}

function cellAnswer({ cells, products }: CellsRead, card: KnownCustomer, { at, product }: Cell) {
  const money = (column: Float64Array) => formatDecimal(column[at] as number);
  return {
    customer: customerAnswer(card),
    product: productAnswer(products[product] as BoughtProduct),
    revenue: money(cells.revenue),
    productCost: money(cells.productCost),
    contribution: formatDecimal((cells.revenue[at] as number) - (cells.productCost[at] as number)),
    costToServe: money(cells.costToServe),
    profit: money(cells.profit),
    lines: cells.lines[at] as number,
    quantity: (cells.quantity[at] as number) / 1000,
  };
}

/** Priced by the engine: what else the customer buys of the product's group may stand in for it. */
function fixesOf({ read, cellsOf }: ChosenCells, cell: Cell) {
  const { cells, products, quantities } = read;
  const at = (column: Float64Array) => column[cell.at] as number;
  const loss: LossCell = {
    revenue: at(cells.revenue),
    productCost: at(cells.productCost),
    costToServe: at(cells.costToServe),
    costOfLines: at(cells.costOfLines),
    minutesOfLines: at(cells.minutesOfLines),
    quantities: quantities.get(cell.at) ?? [],
  };
  const { group } = products[cell.product] as BoughtProduct;
  const others = (cellsOf.get(cell.customer) ?? []).filter(
    other => !isWhole(other) && other.product !== cell.product && products[other.product]?.group === group,
  );
  const substitutes = others.map(
    (other): Substitute => ({
      product: other.product,
      revenue: other.revenue,
      contribution: other.revenue - (cells.productCost[other.at] as number),
    }),
  );
  return fixesAnswer(cellFixes(loss, group === null ? undefined : substitutes), products);
}

function fixesAnswer({ minimum, surcharge, substitute }: CellFixes, products: readonly BoughtProduct[]) {
  return {
    minimum:
      'none' in minimum
        ? minimum
        : {
            quantity: minimum.quantity / 1000,
            value: formatDecimal(minimum.value),
            costOfLine: formatDecimal(minimum.costOfLine),
            leftOfUnit: formatDecimal(minimum.leftOfUnit),
            linesBelow: minimum.linesBelow,
            linesInstead: minimum.linesInstead,
            freed: formatDecimal(minimum.freed),
            minutesFreed: minutesText(minimum.minutesFreed),
          },
    surcharge:
      'none' in surcharge
        ? surcharge
        : {
            lines: surcharge.lines,
            perLine: formatDecimal(surcharge.perLine),
            share: surcharge.share ?? null,
            gain: formatDecimal(surcharge.gain),
          },
    substitute:
      'none' in substitute
        ? substitute
        : {
            product: productAnswer(products[substitute.product] as BoughtProduct),
            share: substitute.share,
            shareNow: substitute.shareNow,
            gain: formatDecimal(substitute.gain),
          },
  };
}
