import { formatDecimal } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { batchFiles } from '../facts/batch-store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { refuseNarrow } from '../whole-company.ts';
import { addressOf, NOBODY } from './explain-subject.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS, type Part, sumOfParts } from './explaining.ts';
import { monthBounds } from './months.ts';
import { activityName } from './peers.ts';
import { type BooksClosed, openAmount, reconcilePeriod } from './reconcile.ts';

const CONTROL = scopedQuery('control-totals-by-batch');
const ACTIVITIES = scopedQuery('activities-by-customer');

/** The figures that hold the portfolio against the ledger and against the files. */
export async function explainReconciliation(
  asked: Explaining,
  [figure = '', more = '']: readonly string[],
): Promise<Explained | undefined> {
  refuseNarrow(asked.scope);
  if (figure === 'uncosted') return explainUncosted(asked, more);
  if (more !== '') return undefined;
  if (figure === 'files') return explainFiles(asked);
  const build = FIGURES[figure];
  if (!build) return undefined;
  const { stores, scope, ranked } = asked;
  const books = await reconcilePeriod(stores.ledger, scope, ranked.portfolio, ranked.period);
  const { currency } = ranked.settings;
  const { value, ...built } = build(books, inputsIn(currency));
  return { unit: currency, caution: null, ...NO_FACTS, ...built, value: formatDecimal(value) };
}

type Built = Pick<Explained, 'title' | 'formula' | 'inputs'> & { readonly value: bigint };

const FIGURES: Readonly<Record<string, (books: BooksClosed, inputs: ReturnType<typeof inputsIn>) => Built>> =
  {
    ledgerProfit: ({ totals, result, lines }, { plus, minus }) => ({
      title: 'Company profit by the ledger',
      value: result.ledgerProfit,
      formula:
        'From the ledger up: net revenue less product cost less every amount that the ledger books on a cost pool',
      inputs: [
        plus('Net revenue', totals.revenue, 'portfolio/revenue'),
        plus('Product cost', totals.contribution - totals.revenue, 'portfolio/productCost'),
        ...lines.map(line => minus(line.name, line.ledger, figureOf('pool', line.pool))),
      ],
    }),
    difference: ({ result }, { plus, minus }) => ({
      title: 'Difference to the ledger',
      value: result.difference,
      formula:
        'Profit from the customers down less profit from the ledger up; zero when everything is accounted for',
      inputs: [
        plus('From the customers down', result.companyProfit, 'portfolio/companyProfit'),
        minus('From the ledger up', result.ledgerProfit, 'reconciliation/ledgerProfit'),
      ],
    }),
    revenueDifference: ({ totals, files, revenueDifference }, { plus, minus }) => ({
      title: 'Net revenue against the files',
      value: revenueDifference,
      formula: 'Net revenue of all measures less what the kept files add up to; zero when no line is lost',
      inputs: [
        plus('Net revenue', totals.revenue, 'portfolio/revenue'),
        minus('What the kept files add up to', files, 'reconciliation/files'),
      ],
    }),
    open: (books, { beside }) => ({
      title: 'Reconciliation',
      value: openAmount(books),
      formula:
        'What is not accounted for: the difference to the ledger, and where there is none, that to the files',
      inputs: [
        beside('Difference to the ledger', books.result.difference, 'reconciliation/difference'),
        beside('Net revenue against the files', books.revenueDifference, 'reconciliation/revenueDifference'),
      ],
    }),
  };

/** Events that no activity of the model covers, customer by customer. */
async function explainUncosted(asked: Explaining, activity: string): Promise<Explained | undefined> {
  const { stores, scope, ranked } = asked;
  const rows = await stores.ledger.rows(scope, ACTIVITIES, monthBounds(ranked.period));
  const mine = rows.filter(row => row.activity === activity);
  if (mine.length === 0) return undefined;
  const cards = new Map(ranked.portfolio.cards.map(card => [card.id, card]));
  return sumOfParts(asked, {
    title: `${activityName(activity)} without a cost`,
    unit: 'events',
    formula: `Recorded activities of the kind "${activity}"; no activity of the cost model covers them`,
    of: 'customers',
    parts: mine.map((row): Part => {
      const card = cards.get(Number(row.customer_id));
      const address = card ? addressOf(card) : NOBODY.address;
      return {
        label: card?.name ?? 'Without a customer',
        amount: Number(row.events) * 1000,
        figure: `${address}/driver/${figureOf(`activity.${activity}`)}`,
      };
    }),
  });
}

/** The control totals of the files, taken when each was read. */
async function explainFiles(asked: Explaining): Promise<Explained> {
  const { stores, scope, ranked } = asked;
  const [rows, files] = await Promise.all([
    stores.ledger.rows(scope, CONTROL, monthBounds(ranked.period)),
    stores.database.within(scope, store => batchFiles(scope, store)),
  ]);
  return sumOfParts(asked, {
    title: 'What the kept files add up to',
    unit: ranked.settings.currency,
    formula:
      'The control totals taken when each file was read: amounts of order lines and returns less rebates',
    of: 'files',
    parts: rows.map((row): Part => {
      const batch = files.get(Number(row.batch_id));
      return {
        label: batch?.file ?? '',
        amount: BigInt(String(row.amount)),
        figure: batch ? figureOf('batch', batch.publicId, 'netAmount') : null,
        note: `${row.lines} lines`,
      };
    }),
  });
}
