import { driverOf } from '../measures/drivers.ts';
import type { Activity, CostModel, Pool, Term } from './cost-model.ts';

/** One thing that two models say differently; undefined where a model does not say it. */
export interface ModelDifference {
  /** "Order entry: minutes per manual order". */
  readonly what: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What the second model says otherwise, in its own order; what is gone comes last. */
export function modelDifferences(before: CostModel, after: CostModel): ModelDifference[] {
  return [
    ...differencesOf(factsOf(before), factsOf(after)),
    ...keyed(before.pools, after.pools, poolFacts),
    ...keyed(before.activities, after.activities, activityFacts),
  ];
}

type Facts = readonly (readonly [what: string, value: string | undefined])[];

function keyed<Item extends Pool | Activity>(
  before: readonly Item[],
  after: readonly Item[],
  facts: (item: Item) => Facts,
): ModelDifference[] {
  const was = new Map(before.map(item => [item.key, item]));
  const is = new Set(after.map(({ key }) => key));
  const gone = before.filter(({ key }) => !is.has(key));
  return [
    ...after.flatMap(item => {
      const old = was.get(item.key);
      return old
        ? differencesOf(facts(old), facts(item))
        : [{ what: item.name, before: undefined, after: wordsOf(facts(item)) }];
    }),
    ...gone.map(item => ({ what: item.name, before: wordsOf(facts(item)), after: undefined })),
  ];
}

function differencesOf(before: Facts, after: Facts): ModelDifference[] {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...is.keys(), ...was.keys()])]
    .map(what => ({ what, before: was.get(what), after: is.get(what) }))
    .filter(difference => difference.before !== difference.after);
}

function wordsOf(facts: Facts): string {
  return facts.flatMap(([, value]) => (value === undefined ? [] : [value])).join(', ');
}

function factsOf({ name, note, currency, productCost }: CostModel): Facts {
  return [
    ['Name', name],
    ['Note', note],
    ['Currency', currency],
    ['Product cost assumed, share of net revenue', productCost?.shareOfNetRevenue],
    ['Product cost assumed: source', productCost?.source],
    ['Product cost assumed: state', stateOf(productCost)],
  ];
}

function poolFacts({ name, kind, ratePerMinute, capacityMinutes, assumed, source }: Pool): Facts {
  return [
    [`${name}: name`, name],
    [`${name}: kind`, kind],
    [`${name}: rate per minute`, ratePerMinute],
    [`${name}: practical capacity, minutes a month`, capacityMinutes],
    [`${name}: state`, stateOf({ assumed })],
    [`${name}: source`, source],
  ];
}

function activityFacts({ name, line, pool, minutes, money, assumed, source }: Activity): Facts {
  return [
    [`${name}: cost line`, line],
    [`${name}: pool`, pool],
    ...(minutes ?? []).flatMap(term => termFacts(name, term)),
    [`${name}: money traced`, money?.join(', ')],
    [`${name}: state`, stateOf({ assumed })],
    [`${name}: source`, source],
  ];
}

function termFacts(name: string, term: Term): Facts {
  const what = `${name}: ${termName(term)}`;
  const exceptions = (term.exceptions ?? []).map(
    ({ customer, minutes, reason }) => [`${what} for ${customer}`, `${minutes} min: ${reason}`] as const,
  );
  return [[what, `${term.minutes} min`], ...exceptions];
}

function termName({ driver, when, over }: Term): string {
  const flag = when === undefined ? '' : ` with "${when}"`;
  return `minutes per ${driverOf(driver)?.unit ?? driver}${flag}${over === undefined ? '' : ` in the ${over}`}`;
}

function stateOf(said: { readonly assumed?: boolean | undefined } | undefined): string | undefined {
  return said && (said.assumed ? 'assumed' : 'measured');
}
