import { formatDecimal, priceEffect, type Total } from '@clientele/engine';
import { figureIn, narrowedFigure } from '../../contract/profit-figure.ts';
import { type BridgeOf, type BridgeRead, type NamedLine, profitFigure, readBridge } from './bridge.ts';
import { filterOf } from './explain-ranking.ts';
import { type Explained, type Explaining, input, inputsIn, NO_FACTS, sumOfParts } from './explaining.ts';
import { productNames } from './products-sold.ts';

interface Given extends ReturnType<typeof inputsIn> {
  readonly asked: Explaining;
  readonly read: BridgeRead;
  readonly who: BridgeOf;
  /** Names of the two periods. */
  readonly from: string;
  readonly to: string;
}
type Built = Pick<Explained, 'title' | 'formula' | 'inputs'> & { readonly value: Total };

/** A step of a profit bridge: `bridge/price?before=2024&segment=Rail`; the later period is that of the figure. */
export async function explainBridge(
  asked: Explaining,
  path: readonly string[],
): Promise<Explained | undefined> {
  const { before, customer } = asked.narrowing;
  if (before === undefined || asked.ranked.period === undefined) return undefined;
  const [from, to] = [String(before), asked.period];
  const { where, segment, country } = filterOf(asked.narrowing);
  const who = { customer: customer === undefined ? undefined : String(customer), where, segment, country };
  const read = await readBridge(asked.stores, asked.scope, who, { from, to });
  const { currency } = asked.ranked.settings;
  const given: Given = { asked, read, who, from, to, ...inputsIn(currency) };
  const [key = ''] = path;
  if (key === 'price' || key === 'special') return await byProduct(given, key);
  const build = SPLIT[key];
  const line = read.lines.find(one => one.key === path.map(encodeURIComponent).join('/'));
  const built = build ? build(given) : line && changeOf(given, line);
  if (!built) return undefined;
  const { value, title, ...rest } = built;
  return {
    ...rest,
    title: `${title} of ${whose(given)}, from ${from} to ${to}`,
    value: formatDecimal(value),
    unit: currency,
    caution: line?.assumed ? 'Rests on an assumed rate, not a measured one.' : null,
    ...NO_FACTS,
  };
}

function whose({ read }: Given): string {
  return read.of === 'company' ? 'the company' : read.name;
}

function totals({ read }: Given) {
  const goods = read.products.filter(({ special }) => !special);
  const of = (key: 'quantity' | 'quantityBefore' | 'net' | 'netBefore') =>
    goods.reduce((sum, product) => sum + product[key], 0n);
  return {
    quantity: of('quantity'),
    quantityBefore: of('quantityBefore'),
    net: of('net'),
    netBefore: of('netBefore'),
  };
}

const SPLIT: Readonly<Record<string, (given: Given) => Built>> = {
  volume: given => {
    const { quantity, quantityBefore, netBefore } = totals(given);
    const units = (count: bigint) => formatDecimal(count, 3);
    return {
      title: 'Volume',
      value: given.read.bridge.volume,
      formula:
        '(Quantity now less quantity before) × net sales before ÷ quantity before: the mix and the prices of before',
      inputs: [
        input(`Quantity sold in ${given.from}`, units(quantityBefore), 'units'),
        input(`Quantity sold in ${given.to}`, units(quantity), 'units'),
        given.beside(`Net sales of goods in ${given.from}`, netBefore),
      ],
    };
  },
  mix: given => {
    const { net, netBefore } = totals(given);
    const { volume, mix, price } = given.read.bridge;
    return {
      title: 'Mix',
      value: mix,
      formula:
        'Change of the net sales of goods, less volume, less price: what is sold shifted, at the prices of before; products that are new or gone are in it',
      inputs: [
        given.plus('Change of the net sales of goods', net - netBefore),
        given.minus('Volume', volume, stepFigure(given, 'volume')),
        given.minus('Price', price, stepFigure(given, 'price')),
      ],
    };
  },
  unsplit: given => {
    const { net, netBefore } = totals(given);
    return {
      title: 'Sales from nothing',
      value: given.read.bridge.unsplit,
      formula: 'Nothing was sold before, so there is no price and no mix to compare with',
      inputs: [
        given.plus(`Net sales of goods in ${given.to}`, net),
        given.minus(`Net sales of goods in ${given.from}`, netBefore),
      ],
    };
  },
};

function stepFigure({ who, from, to }: Given, key: string): string {
  return figureIn(narrowedFigure(`bridge/${key}`, { before: from, ...who }), to);
}

/** Product by product, the largest first. */
async function byProduct(given: Given, key: 'price' | 'special'): Promise<Explained> {
  const { asked, read, from, to } = given;
  const names = await productNames(asked.stores, asked.scope);
  const parts = read.products
    .filter(({ special }) => special === (key === 'special'))
    .map(product => ({
      label: names.get(product.id) as string,
      amount: key === 'price' ? priceEffect(product) : product.net - product.netBefore,
      figure: null,
    }))
    .filter(({ amount }) => amount !== 0n);
  const prices = key === 'price' && read.bridge.price !== 0n;
  return sumOfParts(asked, {
    title: `${key === 'price' ? 'Price' : 'Carriage and fees'} of ${whose(given)}, from ${from} to ${to}`,
    unit: asked.ranked.settings.currency,
    formula:
      key === 'price'
        ? 'For each product sold in both periods: net sales now, less net sales before × quantity now ÷ quantity before'
        : 'Net sales now less net sales before, of special products, which are not split',
    of: 'products',
    parts: key === 'special' || prices ? parts : [],
  });
}

/** A line of the profit and loss: its figure now less its figure before. */
function changeOf(given: Given, line: NamedLine): Built {
  const { from, to, plus, minus } = given;
  const figure = lineFigure(given, line.key);
  const opens = (period: string) => (figure === null ? null : figureIn(figure, period));
  return {
    title: line.name,
    value: line.after - line.before,
    formula: 'The later period less the earlier one, each signed as it enters profit',
    inputs: [plus(to, line.after, opens(to)), minus(from, line.before, opens(from))],
  };
}

/** Where the line opens in each period, if its figure has the sign of profit. */
function lineFigure({ who, read }: Given, key: string): string | null {
  if (read.of === 'customer') return `${profitFigure(who).replace(/\/profit$/, '')}/${key}`;
  if (key === 'unassigned') return 'unassigned/profit';
  const { where, segment, country } = who;
  const opens = key === 'productCost' || key.startsWith('cost/');
  return opens ? narrowedFigure(`ranking/${key}`, { where, segment, country }) : null;
}
