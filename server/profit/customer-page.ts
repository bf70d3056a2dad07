import { type CostModel, grainOf, type Period, parsePeriod, type Scope } from '@clientele/engine';
import { customAttributes, customerBy, type KnownCustomer } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { distinctAmong, type Figures, ownMistakesAt, rowOf, statementAt, withDistinct } from './figures.ts';
import { gradeAnswer, gradedRow } from './grades.ts';
import { monthlyFigures } from './monthly-figures.ts';
import { monthBounds } from './months.ts';
import { againstPeers } from './peers.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { statementAnswer } from './statement-answer.ts';

export type Grain = 'month' | 'quarter' | 'year';

/** The customer behind an id or source key, or the refusal that says nothing about what may be behind a wall. */
export async function customerFor(
  stores: Pick<ProfitStores, 'database'>,
  scope: Scope,
  key: string,
): Promise<KnownCustomer> {
  const customer = await stores.database.within(scope, store => customerBy(scope, store, key));
  if (!customer) throw new Refusal('not-found', `There is no customer "${key}".`);
  return customer;
}

/** Profit and loss of a customer, its periods, its ranks, and its drivers against the median of its peers. */
export async function customerAnswer(
  stores: ProfitStores,
  scope: Scope,
  id: string,
  query: { period: string; grain: Grain },
) {
  const customer = await customerFor(stores, scope, id);
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { portfolio, settings } = ranked;
  const position = portfolio.cards.findIndex(card => card.id === customer.id);
  const { model } = portfolio;
  const [custom, parts, against] = await Promise.all([
    stores.database.within(scope, store => customAttributes(scope, store, customer.id)),
    figuresByPart(stores, scope, customer, ranked, query.grain),
    againstPeers(stores, scope, customer, ranked),
  ]);
  // The months are read anyway: the period is what they come to, but for what counts once in it.
  const { together } = parts;
  const figures = withDistinct(together, distinctAmong(portfolio, together.customers));
  const row = rowOf(figures, customer.id);
  const { publicId, sourceKey, name, segment, country, since, owner, parent } = customer;
  const statement = row < 0 ? emptyStatement(model) : rowAnswer(model, figures, row);
  return {
    customer: { id: publicId, sourceKey, name, segment, country },
    period: query.period,
    currency: settings.currency,
    since,
    owner,
    parent,
    custom,
    statement,
    rank: position < 0 ? 0 : (portfolio.rank[position] as number),
    revenueRank: position < 0 ? 0 : (portfolio.revenueRank[position] as number),
    customers: portfolio.rows.length,
    ...gradeAnswer(gradedRow(model, figures, row)),
    grain: query.grain,
    periods: partStatements(parts, ranked),
    notAdditive: portfolio.model.activities
      .filter(activity => activity.minutes?.some(term => term.driver === 'skus' && term.over !== 'month'))
      .map(activity => activity.name),
    ...against,
  };
}

/** A row's statement as the contract words it. */
function rowAnswer(model: CostModel, figures: Figures, row: number) {
  return statementAnswer(model, {
    statement: statementAt(figures, row),
    minutes: figures.minutes.map(column => column[row] as number),
    ownMistakes: ownMistakesAt(figures, row),
  });
}

function emptyStatement(model: CostModel) {
  const none = new Float64Array(1);
  const sales = {
    listAmount: none,
    discount: none,
    rebate: none,
    invoiced: none,
    returned: none,
    productCost: none,
  };
  const columns = model.activities.map(() => none);
  return rowAnswer(
    model,
    {
      customers: none,
      lines: none,
      sales,
      productCostByShare: none,
      costs: columns,
      minutes: columns,
      own: columns,
    },
    0,
  );
}

type ByPart = Awaited<ReturnType<typeof monthlyFigures>>;

async function figuresByPart(
  stores: ProfitStores,
  scope: Scope,
  customer: KnownCustomer,
  { portfolio, settings, period }: Ranked,
  grain: Grain,
): Promise<ByPart> {
  return await monthlyFigures(stores.ledger, scope, {
    customer: customer.id,
    inUse: portfolio.inUse,
    bounds: monthBounds(period),
    nameOf: month => grainOf(month, grain, settings.fiscalStartMonth),
    boundsOf: text => clipped(parsePeriod(text, settings.fiscalStartMonth) as Period, period),
  });
}

function partStatements({ names, figures }: ByPart, { portfolio, settings, period }: Ranked) {
  return names.map((text, row) => {
    const whole = parsePeriod(text, settings.fiscalStartMonth) as Period;
    return {
      period: text,
      explains: periodText(text, whole, clipped(whole, period)),
      statement: rowAnswer(portfolio.model, figures, row),
    };
  });
}

/** The name of a part, or its months where it is not in the period as a whole. */
function periodText(name: string, whole: Period, part: Period): string {
  if (part.from === whole.from && part.through === whole.through) return name;
  return part.from === part.through ? part.from : `${part.from}..${part.through}`;
}

/** A quarter at the edge of the period asked for holds only the months that lie in it. */
function clipped(part: Period, whole: Period | undefined): Period {
  if (!whole) return part;
  return {
    from: part.from < whole.from ? whole.from : part.from,
    through: part.through > whole.through ? whole.through : part.through,
  };
}
