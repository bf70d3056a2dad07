import {
  actualProfits,
  formatDecimal,
  runScenario,
  type Scenario,
  type ScenarioBasis,
  type ScenarioChange,
  type Scope,
  scenarioGains,
  scenarioProblem,
} from '@clientele/engine';
import type { ScenarioCard } from '../../contract/scenarios.ts';
import { customerBy } from '../customers/store.ts';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { COLUMNS_MOST, columnText } from './column-text.ts';
import { totalOf } from './columns.ts';
import { orderedTexts } from './ordered-texts.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';
import { scenarioBasisOf } from './scenario-basis.ts';
import { addScenario, changeScenario, listScenarios, removeScenario } from './scenario-store.ts';

export function scenariosAnswer({ database }: Pick<ProfitStores, 'database'>, scope: Scope) {
  return database.within(scope, store => listScenarios(scope, store));
}

export function saveScenario(
  { database }: Pick<ProfitStores, 'database'>,
  scope: Scope,
  asked: {
    id?: string | undefined;
    revision?: number | undefined;
    name: string;
    note?: string | undefined;
    scenario: Scenario;
    customers?: readonly string[] | undefined;
  },
) {
  refuseProblems(asked.scenario);
  const name = asked.name.trim();
  if (name === '') throw new Refusal('not-asked-right', 'A scenario is saved under a name: write one.');
  return database.within(scope, async store => {
    const { id, scenario } = asked;
    const before = (await listScenarios(scope, store)).find(card => card.id === id);
    const known = before ? customersIn(before.scenario) : [];
    await customersCalled(
      scope,
      store,
      customersIn(scenario).filter(key => !known.includes(key)),
    );
    const customers = asked.customers && (await customersCalled(scope, store, asked.customers));
    const saved = { name, note: asked.note?.trim() || null, scenario, customers };
    const changed =
      id === undefined
        ? await addScenario(scope, store, saved)
        : await changeScenario(scope, store, { ...saved, id, revision: asked.revision ?? 0 });
    if (changed) {
      await written(scope, store, { what: 'scenario saved', before, after: changed });
      return changed;
    }
    const now = (await listScenarios(scope, store)).find(card => card.id === id);
    if (!now) throw new Refusal('not-found', `There is no scenario "${id}": it may have been removed.`);
    throw new Refusal(
      'scenario-changed',
      `"${now.name}" was changed meanwhile by ${now.by}. Look at theirs, then save yours under another name or again.`,
    );
  });
}

/** By the ids and keys that changes name them with. */
function customersIn({ changes }: Scenario): string[] {
  return changes.flatMap(({ customer }) => customer ?? []);
}

async function customersCalled(scope: Scope, store: Store, keys: readonly string[]): Promise<number[]> {
  return await Promise.all(
    keys.map(async key => {
      const customer = await customerBy(scope, store, key);
      if (!customer)
        throw new Refusal('not-found', `There is no customer "${key}" for a scenario to be about.`);
      return customer.id;
    }),
  );
}

export function dropScenario({ database }: Pick<ProfitStores, 'database'>, scope: Scope, id: string) {
  return database.within(scope, async store => {
    const before = (await listScenarios(scope, store)).find(card => card.id === id);
    if (!(await removeScenario(scope, store, id)))
      throw new Refusal('not-found', `There is no scenario "${id}".`);
    await written(scope, store, { what: 'scenario removed', before });
    return await listScenarios(scope, store);
  });
}

/** Also about customers that only its changes name. */
async function written(
  scope: Scope,
  store: Store,
  {
    what,
    before,
    after,
  }: { what: string; before?: ScenarioCard | undefined; after?: ScenarioCard | undefined },
): Promise<void> {
  const naming = [before, after].flatMap(card =>
    card ? [...card.customers.map(({ id }) => id), ...customersIn(card.scenario)] : [],
  );
  await recordChange(scope, store, { what, before: before ?? null, after: after ?? null, naming });
}

function refuseProblems({ changes, reaction }: Scenario): void {
  const problems = changes.flatMap((change, index) => {
    const what = scenarioProblem(change as ScenarioChange);
    return what === undefined ? [] : [{ where: `changes[${index}]`, what, mend: 'Give it another number.' }];
  });
  if (!Number.isFinite(reaction.low) || !Number.isFinite(reaction.high) || reaction.low > reaction.high)
    problems.push({
      where: 'reaction',
      what: 'The range of the reaction does not rise from low to high.',
      mend: 'Write the stronger loss first, such as −2 and −0.5.',
    });
  const [first] = problems;
  if (first) throw new Refusal('scenario-refused', `${first.where}: ${first.what}`, problems);
}

const MOVERS_MOST = 25;
/** Less than a cent is what doubles leave, and nothing that moves. */
const MOVED_LEAST = 10_000;

/** What a scenario comes to; nothing is kept. */
export async function runScenarioAnswer(
  stores: ProfitStores,
  scope: Scope,
  scenario: Scenario,
  { period }: { period: string },
) {
  refuseProblems(scenario);
  const ranked = await rankedPortfolio(stores, scope, period);
  const basis = await scenarioBasisOf(stores, scope, ranked, scenario);
  const actual = actualProfits(basis);
  const outcome = runScenario(basis, scenario);
  const before = totalOf(actual);
  return {
    period,
    currency: ranked.settings.currency,
    profitCustomers: { before: text(before), low: text(outcome.profit.low), high: text(outcome.profit.high) },
    revenue: {
      before: text(totalOf(basis.revenue)),
      low: text(outcome.revenue.low),
      high: text(outcome.revenue.high),
    },
    freed: { low: text(outcome.freed.low), high: text(outcome.freed.high) },
    company: { low: text(outcome.company.low - before), high: text(outcome.company.high - before) },
    unprofitable: { before: below(actual), low: below(outcome.high), high: below(outcome.low) },
    gains: scenarioGains(basis, scenario).map(({ low, high }) => ({ low: text(low), high: text(high) })),
    met: [...outcome.met],
    ...movers(basis, actual, outcome),
  };
}

function below(column: Float64Array): number {
  let count = 0;
  for (let i = 0, amount = 0; i < column.length; i++) {
    amount = column[i] as number;
    if (amount < 0) count += 1;
  }
  return count;
}

function movers(
  { customers }: ScenarioBasis,
  actual: Float64Array,
  { low, high }: Pick<ReturnType<typeof runScenario>, 'low' | 'high'>,
) {
  const sizes = new Float64Array(actual.length);
  for (let i = 0; i < sizes.length; i++)
    sizes[i] = Math.abs(((low[i] as number) + (high[i] as number)) / 2 - (actual[i] as number));
  let moved = 0;
  // Of many, a few are kept in order: to sort all takes as long as to run the scenario.
  const most: number[] = [];
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] as number;
    if (size < MOVED_LEAST) continue;
    moved += 1;
    if (most.length === MOVERS_MOST && size <= (sizes[most.at(-1) as number] as number)) continue;
    const place = most.findIndex(other => (sizes[other] as number) < size);
    most.splice(place < 0 ? most.length : place, 0, i);
    if (most.length > MOVERS_MOST) most.pop();
  }
  return {
    moved,
    movesMost: most.map(i => {
      const { id, name } = customers[i] as ScenarioBasis['customers'][number];
      return {
        ...{ id, name, before: text(actual[i] as number) },
        ...{ low: text(low[i] as number), high: text(high[i] as number) },
      };
    }),
  };
}

/** The period in columns, for pages that run scenarios themselves. */
export async function scenarioBasisAnswer(
  stores: ProfitStores,
  scope: Scope,
  { period }: { period: string },
) {
  const ranked = await rankedPortfolio(stores, scope, period);
  const { activities, pools } = ranked.model.model;
  const { cards } = ranked.portfolio;
  const shared = {
    period,
    currency: ranked.settings.currency,
    segments: orderedTexts(cards.map(({ segment }) => segment)),
    countries: orderedTexts(cards.map(({ country }) => country)),
    activities: activities.map(({ key, name }) => ({ key, name })),
    pools: pools
      .filter(({ kind }) => kind === 'time' || kind === 'rate')
      .map(({ key, name }) => ({ key, name })),
  };
  if (cards.length > COLUMNS_MOST)
    return { ...shared, columns: false, customers: [], fields: [], costs: [], ...NO_COLUMNS };
  const { costs, customers, fields, ...columns } = await scenarioBasisOf(stores, scope, ranked);
  return {
    ...shared,
    columns: true,
    customers: customers.map(customer => ({ ...customer })),
    fields: fields.map(({ field, values, codes }) => ({
      ...{ field, values: [...values] },
      codes: columnText(Float64Array.from(codes)),
    })),
    revenue: columnText(columns.revenue),
    listAmount: columnText(columns.listAmount),
    productCost: columnText(columns.productCost),
    orders: columnText(columns.orders),
    deliveries: columnText(columns.deliveries),
    costs: costs.map(({ amounts, term, minutes, exceptions, ...cost }) => ({
      ...cost,
      term: term ?? null,
      minutes: minutes ?? null,
      exceptions: [...exceptions],
      amounts: columnText(amounts),
    })),
  };
}

const NO_COLUMNS = { revenue: '', listAmount: '', productCost: '', orders: '', deliveries: '' };

/** Totals of a large company leave the safe range: an estimate in doubles is good to its sixteenth digit there. */
function text(amount: number): string {
  return formatDecimal(BigInt(Math.round(amount)));
}
