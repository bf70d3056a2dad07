import { figureOf } from '../../contract/profit-figure.ts';
import {
  type Cell,
  type CellQuery,
  type ChosenCells,
  CUSTOMERS_MOST,
  cardsOf,
  chosenCells,
  losingCells,
} from './chosen-cells.ts';
import { productText } from './explain-cell.ts';
import { filterOf } from './explain-ranking.ts';
import { type Explained, type Explaining, sumOfParts } from './explaining.ts';
import { cellsAt, isOther, isWhole, mapLayout } from './product-map.ts';

/** Sums over the cells of the map or of the list: `cells/profit?part=losing`, `cells/profit?of=S-1010&customers=30`. */
export async function explainCells(
  asked: Explaining,
  [figure = '', more = '']: readonly string[],
): Promise<Explained | undefined> {
  if (figure !== 'profit' || more !== '') return undefined;
  const found = await narrowedCells(asked);
  if (!found) return undefined;
  const { cells, title, chosen } = found;
  const { products } = chosen.read;
  const cards = cardsOf(asked.ranked, chosen);
  return sumOfParts(asked, {
    title,
    unit: asked.ranked.settings.currency,
    formula: 'The sum over the cells, a customer and a product each; the largest amounts stand first',
    of: 'cells',
    parts: cells.map(cell => {
      const card = cards.get(cell.customer);
      const product = products[cell.product];
      return {
        label: `${card?.name}, ${product ? productText(product) : 'as a whole'}`,
        amount: cell.profit,
        figure: `cell/${card?.publicId}/${figureOf(product?.key ?? '')}/profit`,
      };
    }),
  });
}

interface NarrowedCells {
  readonly title: string;
  readonly cells: readonly Cell[];
  readonly chosen: ChosenCells;
}

async function narrowedCells({
  stores,
  scope,
  ranked,
  narrowing,
}: Explaining): Promise<NarrowedCells | undefined> {
  const query = queryOf(narrowing);
  if (narrowing.part === 'losing') {
    const chosen = await chosenCells(stores, scope, ranked, { ...query, customers: CUSTOMERS_MOST });
    const cells = losingCells(chosen, query.product);
    return { title: 'What cells that lose money come to', cells, chosen };
  }
  const [customers, products] = [Number(narrowing.customers), Number(narrowing.products)];
  if (!(customers > 0 && products > 0)) return undefined;
  const { chosen, rows, columns } = await mapLayout(stores, scope, ranked, { ...query, customers, products });
  const shown = rows
    .filter(at => narrowing.row === undefined || ranked.portfolio.cards[at]?.publicId === narrowing.row)
    .flatMap(at => cellsAt(ranked, chosen, at));
  const bought = chosen.read.products;
  if (narrowing.part === 'others')
    return { title: 'Products without a column', cells: shown.filter(isOther(columns)), chosen };
  if (narrowing.part === 'whole')
    return { title: 'What has no product', cells: shown.filter(isWhole), chosen };
  const number = bought.findIndex(({ key }) => key === narrowing.of);
  const product = bought[number];
  return (
    product && {
      title: `Profit of ${productText(product)} with the customers shown`,
      cells: shown.filter(cell => cell.product === number),
      chosen,
    }
  );
}

function queryOf(narrowing: Explaining['narrowing']): CellQuery {
  const text = (name: string) => (narrowing[name] === undefined ? undefined : String(narrowing[name]));
  return {
    ...filterOf(narrowing),
    customer: text('customer'),
    product: text('product'),
    by: text('by') === 'loss' ? 'loss' : 'revenue',
  };
}
