import { formatDecimal } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { Refusal } from '../errors.ts';
import type { Cell, ChosenCells } from './chosen-cells.ts';
import { eventsOf } from './explain-activity.ts';
import { type FactsBehind, factsBehind } from './explain-facts.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS } from './explaining.ts';
import { cellFor } from './loss-cells.ts';
import { isAssumed } from './portfolio.ts';
import type { BoughtProduct } from './product-facts.ts';

interface OfCell {
  readonly cell: Cell;
  readonly chosen: ChosenCells;
  readonly customer: { readonly id: number; readonly name: string; readonly address: string };
  /** Undefined of the customer as a whole. */
  readonly product: BoughtProduct | undefined;
  /** Its title: "O-ring for Castell". */
  readonly what: string;
  readonly address: string;
}

/** A figure of one customer's trade in one product: `cell/cus_x/S-1010/profit`; no product is the customer as a whole. */
export async function explainCell(
  asked: Explaining,
  [customer = '', product = '', figure = '', key = '']: readonly string[],
): Promise<Explained | undefined> {
  const of = await ofCell(asked, customer, product);
  if (!of) return undefined;
  if (figure === 'cost') return await explainCost(asked, of, key);
  return key === '' ? await FIGURES[figure]?.(asked, of) : undefined;
}

async function ofCell(asked: Explaining, customer: string, product: string): Promise<OfCell | undefined> {
  const { stores, scope, ranked } = asked;
  const found = await cellFor(stores, scope, ranked, {
    customer,
    product: product === '' ? undefined : product,
  }).catch(error => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  if (!found) return undefined;
  const { card } = found;
  return {
    cell: found.cell,
    chosen: found.chosen,
    customer: { id: card.id, name: card.name, address: `customer/${card.publicId}` },
    product: found.product,
    what: `${found.product ? productText(found.product) : 'what has no product'} for ${card.name}`,
    address: `cell/${card.publicId}/${figureOf(product)}`,
  };
}

export function productText({ key, name }: BoughtProduct): string {
  return name ?? key;
}

type Measure = 'revenue' | 'productCost' | 'assumedProductCost' | 'costToServe' | 'profit';

function amountOf({ cell, chosen }: OfCell, measure: Measure): number {
  return chosen.read.cells[measure][cell.at] as number;
}

const FIGURES: Readonly<Record<string, (asked: Explaining, of: OfCell) => Explained | Promise<Explained>>> = {
  profit: (asked, of) => {
    const { plus, minus } = inputsIn(asked.ranked.settings.currency);
    return explained(asked, of, {
      title: 'Profit',
      amount: amountOf(of, 'profit'),
      formula:
        'Net revenue less product cost less the cost to serve that the product took with this customer',
      inputs: [
        plus('Net revenue', amountOf(of, 'revenue'), `${of.address}/revenue`),
        minus('Product cost', amountOf(of, 'productCost'), `${of.address}/productCost`),
        minus('Cost to serve', amountOf(of, 'costToServe'), `${of.address}/costToServe`),
      ],
    });
  },
  contribution: (asked, of) => {
    const { plus, minus } = inputsIn(asked.ranked.settings.currency);
    return explained(asked, of, {
      title: 'Contribution',
      amount: amountOf(of, 'revenue') - amountOf(of, 'productCost'),
      formula: 'Net revenue less product cost',
      inputs: [
        plus('Net revenue', amountOf(of, 'revenue'), `${of.address}/revenue`),
        minus('Product cost', amountOf(of, 'productCost'), `${of.address}/productCost`),
      ],
    });
  },
  revenue: async (asked, of) => ({
    ...explained(asked, of, {
      title: 'Net revenue',
      amount: amountOf(of, 'revenue'),
      formula: 'Invoiced amount plus returns less rebates, of the lines of this product',
      inputs: [],
    }),
    ...(await linesBehind(asked, of, { measure: 'net', adds: 1 })),
  }),
  productCost: async (asked, of) => {
    const { plus } = inputsIn(asked.ranked.settings.currency);
    const [amount, assumed] = [amountOf(of, 'productCost'), amountOf(of, 'assumedProductCost')];
    const stated = assumed === 0 || amount !== assumed;
    return {
      ...explained(asked, of, {
        title: 'Product cost',
        amount,
        formula:
          'The cost stated on the line, else quantity × unit cost of the product, else a share of net revenue',
        inputs:
          assumed === 0
            ? []
            : [
                plus('Stated, or by unit cost', amount - assumed),
                plus('Assumed where nothing is stated', assumed, `${of.address}/assumedProductCost`),
              ],
      }),
      ...(stated
        ? await linesBehind(asked, of, { measure: 'cost', ...(assumed === 0 && { adds: -1 }) })
        : NO_FACTS),
      caution: assumed === 0 ? null : 'A part of it is assumed, not measured.',
    };
  },
  assumedProductCost: async (asked, of) => ({
    ...explained(asked, of, {
      title: 'Assumed product cost',
      amount: amountOf(of, 'assumedProductCost'),
      formula: 'The share of net revenue that the cost model assumes, of lines whose cost nobody states',
      inputs: [],
    }),
    ...(await linesBehind(asked, of, { measure: 'uncosted' })),
    caution: 'Assumed, not measured.',
  }),
  costToServe: (asked, of) => {
    const { plus } = inputsIn(asked.ranked.settings.currency);
    const { model } = asked.ranked.portfolio;
    return explained(asked, of, {
      title: 'Cost to serve',
      amount: amountOf(of, 'costToServe'),
      formula: 'The part of each activity’s cost that the product took with this customer',
      inputs: model.activities.flatMap(({ key, name }, index) => {
        const amount = costOf(of, index);
        const note = isAssumed(model, index) ? 'assumed' : null;
        return amount === 0 ? [] : [plus(name, amount, `${of.address}/cost/${figureOf(key)}`, note)];
      }),
    });
  },
};

function costOf({ cell, chosen }: OfCell, index: number): number {
  return (chosen.read.cells.costs[index] as Float64Array)[cell.at] as number;
}

/** The part of an activity's cost, beside what it costs the customer in all, with the facts that its drivers count. */
async function explainCost(asked: Explaining, of: OfCell, key: string): Promise<Explained | undefined> {
  const { model } = asked.ranked.portfolio;
  const index = model.activities.findIndex(activity => activity.key === key);
  const activity = model.activities[index];
  if (!activity) return undefined;
  const { beside } = inputsIn(asked.ranked.settings.currency);
  const all = of.chosen.read.cells.costs[index] as Float64Array;
  return {
    ...explained(asked, of, {
      title: activity.name,
      amount: costOf(of, index),
      formula: of.product ? SHARED : NOT_SHARED,
      inputs: [
        beside(
          `${activity.name} for ${of.customer.name} in all`,
          all.reduce((total, amount) => total + amount, 0),
          `${of.customer.address}/costToServe/cost/${figureOf(key)}`,
        ),
      ],
    }),
    ...(of.product
      ? await countedBehind(asked, of, activity.money ?? (activity.minutes ?? []).map(term => term.driver))
      : NO_FACTS),
    caution: isAssumed(model, index) ? 'Assumed, not measured.' : null,
  };
}

const SHARED =
  'Each month’s cost of the activity, allocated over the products by what its time equation counts of them: lines and units are a product’s own, an order and what names it are shared equally by its lines';
const NOT_SHARED =
  'What of the activity’s cost counts no product: it names no order, or is of the customer as a whole';

function explained(
  { ranked }: Explaining,
  { what }: OfCell,
  of: Pick<Explained, 'title' | 'formula' | 'inputs'> & { readonly amount: number },
): Explained {
  return {
    title: `${of.title} of ${what}`,
    value: formatDecimal(of.amount),
    unit: ranked.settings.currency,
    formula: of.formula,
    caution: null,
    inputs: of.inputs,
    ...NO_FACTS,
  };
}

type LinesAsked = Pick<Parameters<typeof factsBehind>[1], 'measure' | 'adds'>;

async function linesBehind(asked: Explaining, { customer, product }: OfCell, lines: LinesAsked) {
  if (!product) return NO_FACTS;
  return await factsBehind(asked, { customer: customer.id, product: product.key, ...lines });
}

/** Each kind of fact once: lines of the product, and activities that name an order with it. */
async function countedBehind(
  asked: Explaining,
  { customer, product }: OfCell,
  drivers: readonly string[],
): Promise<FactsBehind> {
  const kinds = new Map(drivers.map(driver => [JSON.stringify(eventsOf(driver)), eventsOf(driver)]));
  const of = { customer: customer.id, product: product?.key, own: 'without' } as const;
  const [first, ...others] = [...kinds.values()].map(kind => ({ ...kind, ...of }));
  return first ? await factsBehind(asked, first, ...others) : NO_FACTS;
}
