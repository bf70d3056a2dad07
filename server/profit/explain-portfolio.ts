import { formatDecimal, seesWholeCompany } from '@clientele/engine';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { refuseNarrow } from '../whole-company.ts';
import { explainRanking } from './explain-ranking.ts';
import { explainWholeShare } from './explain-whole-share.ts';
import { type Explained, type Explaining, input, inputsIn, NO_FACTS } from './explaining.ts';
import { unassignedOf } from './portfolio.ts';
import { type BooksClosed, reconcilePeriod } from './reconcile.ts';

/** Figures of the whole portfolio, and those that hold it against ledger and files. */
export async function explainPortfolio(asked: Explaining, figure: string): Promise<Explained | undefined> {
  if (figure === 'portfolio/customers')
    return await explainRanking({ ...asked, figure: 'ranking/customers', narrowing: {} }, ['customers']);
  if (figure === 'portfolio/peak') return await explainPeak(asked);
  if (figure === 'portfolio/share/assumed') return await explainWholeShare(asked);
  const build = FIGURES[figure];
  if (!build) return undefined;
  const { stores, scope, ranked } = asked;
  if (figure === 'portfolio/companyProfit') refuseNarrow(scope);
  const books = await reconcilePeriod(stores.ledger, scope, ranked.portfolio, ranked.period);
  const { currency } = ranked.settings;
  const { value, ...built } = build({ asked, books, ...inputsIn(currency) });
  const inputs = seesWholeCompany(scope) ? built.inputs : built.inputs.filter(isOfCustomers);
  return { unit: currency, caution: null, ...NO_FACTS, ...built, inputs, value: formatDecimal(value) };
}

/** Not of nobody, nor of the company: who sees some customers sees neither. */
function isOfCustomers({ figure }: Explained['inputs'][number]): boolean {
  return !figure || !/^(unassigned|reconciliation|pools)\/|^portfolio\/companyProfit$/.test(figure);
}

interface Given extends ReturnType<typeof inputsIn> {
  readonly asked: Explaining;
  readonly books: BooksClosed;
}
type Built = Pick<Explained, 'title' | 'formula' | 'inputs'> & { readonly value: bigint };

const FIGURES: Readonly<Record<string, (given: Given) => Built>> = {
  'portfolio/revenue': ({ books, plus, beside }) => ({
    title: 'Net revenue',
    value: books.totals.revenue,
    formula:
      'Net revenue of customers and of lines without a customer; it has to equal what the kept files add up to',
    inputs: [
      plus('Customers', books.totals.revenueCustomers, 'ranking/revenue'),
      plus('Without a customer', books.totals.revenueUnassigned, 'unassigned/revenue'),
      beside('Kept files', books.files, 'reconciliation/files'),
    ],
  }),
  'portfolio/productCost': ({ asked, books: { totals }, plus }) => {
    const nobody = -(unassignedOf(asked.ranked.portfolio)?.productCost ?? 0n);
    const total = totals.contribution - totals.revenue;
    return {
      title: 'Product cost',
      value: total,
      formula: 'Product cost of customers and of lines without a customer, deducted from net revenue',
      inputs: [
        plus('Customers', total - nobody, 'ranking/productCost'),
        plus('Without a customer', nobody, 'unassigned/productCost'),
      ],
    };
  },
  'portfolio/contribution': ({ books: { totals }, plus }) => ({
    title: 'Contribution',
    value: totals.contribution,
    formula: 'Net revenue less product cost, customers and unassigned together',
    inputs: [
      plus('Net revenue', totals.revenue, 'portfolio/revenue'),
      plus('Product cost', totals.contribution - totals.revenue, 'portfolio/productCost'),
    ],
  }),
  'portfolio/costToServe': ({ asked, books: { totals }, plus }) => {
    const nobody = unassignedOf(asked.ranked.portfolio)?.costToServe ?? 0n;
    return {
      title: 'Cost to serve',
      value: totals.costToServe,
      formula: 'What the activities of the cost model cost, for customers and for nobody',
      inputs: [
        plus('Customers', totals.costToServe - nobody, 'ranking/costToServe'),
        plus('Without a customer', nobody, 'unassigned/costToServe'),
      ],
    };
  },
  'portfolio/profit': ({ asked, books: { totals, result }, plus, beside }) => {
    const { peak, end } = asked.ranked.portfolio.whale;
    return {
      title: 'Profit of customers',
      value: totals.profitCustomers,
      formula:
        'The sum of the profit of all customers: contribution less cost to serve, before what nobody caused',
      inputs: [
        plus('Earned by those who earn', peak, 'portfolio/peak'),
        plus('Lost by those who lose', end - peak, narrowedFigure('ranking/profit', { sign: 'loss' })),
        beside(
          'Company profit, after what no customer caused',
          result.companyProfit,
          'portfolio/companyProfit',
        ),
      ],
    };
  },
  'portfolio/companyProfit': ({ books: { result }, plus, minus }) => ({
    title: 'Company profit',
    value: result.companyProfit,
    formula:
      'Profit of customers and unassigned, less our own mistakes, unused capacity, sustaining cost and what the model does not name',
    inputs: [
      plus('Profit of customers', result.profitOfCustomers, 'portfolio/profit'),
      plus('Profit of what has no customer', result.profitUnassigned, 'unassigned/profit'),
      minus('Our own mistakes', result.ownMistakes, 'pools/ownMistakes'),
      minus('Unused capacity', result.unused, 'pools/unused'),
      minus('Sustaining cost', result.sustaining, 'pools/sustaining'),
      minus('Not in the model', result.notInTheModel, 'pools/notInTheModel'),
    ],
  }),
};

/** The top of the whale curve is what those who earn come to. */
async function explainPeak(asked: Explaining): Promise<Explained | undefined> {
  const { whale } = asked.ranked.portfolio;
  const figure = 'ranking/profit';
  const explained = await explainRanking({ ...asked, figure, narrowing: { sign: 'gain' } }, ['profit']);
  if (!explained) return undefined;
  const { currency } = asked.ranked.settings;
  const { beside } = inputsIn(currency);
  return {
    ...explained,
    title: 'Peak of the whale curve',
    formula: `The cumulative profit of the first ${whale.peakCustomers} customers, before those who lose money`,
    inputs: [
      ...explained.inputs,
      beside('Profit of all customers', whale.end, 'portfolio/profit'),
      ...(whale.peakOverEnd === undefined
        ? []
        : [input('Peak against the profit of all', String(whale.peakOverEnd), 'share')]),
    ],
  };
}
