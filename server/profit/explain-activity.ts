import {
  type Activity,
  driverOf,
  exceptionFor,
  formatDecimal,
  type Pool,
  parseActivityDriver,
  type Term,
  termFor,
} from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { costOf, type Seen } from './cost-seen.ts';
import { termCounts } from './explain-counts.ts';
import type { OfSubject } from './explain-customer.ts';
import { type FactsAsked, type FactsBehind, factsBehind } from './explain-facts.ts';
import { minutesCausedByUs } from './explain-pool-charges.ts';
import { customerRate } from './explain-rate.ts';
import type { Subject } from './explain-subject.ts';
import { byVersions, changesOver } from './explain-versions.ts';
import { type Explained, type Explaining, type Input, input, NO_FACTS } from './explaining.ts';
import { isAssumed } from './portfolio.ts';

interface Asked {
  /** The activity's key in the model. */
  readonly key: string;
  readonly seen: Seen;
}

/** What one activity costs: its time equation in words, the minutes, the rate, and the events behind it. */
export async function explainActivity(
  asked: Explaining,
  of: OfSubject,
  { key, seen }: Asked,
): Promise<Explained | undefined> {
  const found = activityOf(asked, of.subject, key);
  if (!found) return undefined;
  const { activity, pool, index } = found;
  const { model } = asked.ranked.portfolio;
  const own = seen === 'ownMistakes';
  const drivers = activity.money ?? (activity.minutes ?? []).map(({ driver }) => driver);
  const facts = await factsOfDrivers(asked, of, drivers, {
    own: own ? 'only' : 'without',
    ...(activity.money && { adds: seen === 'deducted' ? -1 : 1 }),
  });
  const changes = changesOver(asked, key);
  const explained = {
    title: `${activity.name} for ${of.subject.name}${own ? ', caused by us' : ''}`,
    value: formatDecimal(costOf(of, seen, index)),
    unit: asked.ranked.settings.currency,
    formula: equationText(activity, pool),
    caution: isAssumed(model, index)
      ? `Assumed, not measured. ${activity.source ?? pool.source ?? ''}`.trim()
      : null,
    inputs: activity.money || own || changes ? [] : await factorsOf(asked, of, found),
    ...facts,
  };
  const amountOf = (part: OfSubject) => costOf(part, seen, index);
  return changes ? await byVersions(asked, of, { explained, amountOf }) : explained;
}

/** The minutes of an activity, by its time equation. */
export async function explainMinutes(
  asked: Explaining,
  of: OfSubject,
  key: string,
): Promise<Explained | undefined> {
  const found = activityOf(asked, of.subject, key);
  const terms = found?.activity.minutes;
  if (!found || !terms) return undefined;
  const { activity, pool } = found;
  const changes = changesOver(asked, key);
  const explained = {
    title: `Minutes of ${activity.name.toLowerCase()} for ${of.subject.name}`,
    value: formatDecimal(minutesOf(of, found)),
    unit: 'min',
    formula: `${termsText(activity)}, drawn from ${pool.name}`,
    caution: activity.assumed ? `Assumed, not measured. ${activity.source ?? ''}`.trim() : null,
    inputs: changes ? [] : await termInputs(asked, of, activity),
    ...(await factsOfDrivers(
      asked,
      of,
      terms.map(({ driver }) => driver),
      { own: 'without' },
    )),
  };
  const amountOf = (part: OfSubject) => minutesOf(part, found);
  return changes ? await byVersions(asked, of, { explained, amountOf }) : explained;
}

/** The minutes of an activity that our own mistakes with the subject took. */
export async function explainOwnMinutes(
  asked: Explaining,
  of: OfSubject,
  key: string,
): Promise<Explained | undefined> {
  const found = activityOf(asked, of.subject, key);
  const terms = found?.activity.minutes;
  if (!found || !terms) return undefined;
  const { activity, pool, index } = found;
  const minutes = await minutesCausedByUs(asked, { customer: of.subject.id, activity: index });
  return {
    title: `Minutes of ${activity.name.toLowerCase()} for ${of.subject.name}, caused by us`,
    value: formatDecimal(minutes),
    unit: 'min',
    formula: changesOver(asked, key)
      ? `By the time equation of each version of the cost model, drawn from ${pool.name}, for what we caused ourselves`
      : `${termsText(activity)}, drawn from ${pool.name}, for what we caused ourselves`,
    caution: activity.assumed ? `Assumed, not measured. ${activity.source ?? ''}`.trim() : null,
    inputs: [],
    ...(await factsOfDrivers(
      asked,
      of,
      terms.map(({ driver }) => driver),
      { own: 'only' },
    )),
  };
}

/** How often the driver of one term of a time equation counted. */
export async function explainTerm(
  asked: Explaining,
  of: OfSubject,
  { key, index }: { key: string; index: number },
): Promise<Explained | undefined> {
  const activity = activityOf(asked, of.subject, key)?.activity;
  const term = activity?.minutes?.[index];
  if (!activity || !term) return undefined;
  const [count] = await termCounts(asked, of.subject, [term]);
  const driver = driverOf(term.driver);
  return {
    title: `${capital(termText(term))} of ${of.subject.name}, as ${activity.name.toLowerCase()} counts them`,
    value: String(count),
    unit: '',
    formula: `${driver?.meaning ?? 'Recorded activities of this kind'}; what our own mistakes caused is left out`,
    caution:
      driver?.adds === false && term.over !== 'month'
        ? 'Counts once over the whole period: months do not add up to it.'
        : null,
    inputs: [],
    ...(await factsBehind(asked, {
      customer: of.subject.id,
      ...eventsOf(term.driver),
      flag: term.when,
      own: 'without',
      ...((!driver || driver.key === 'units') && { adds: 1 }),
    })),
  };
}

/** What several drivers count, each kind of fact once. */
function factsOfDrivers(
  asked: Explaining,
  { subject }: OfSubject,
  drivers: readonly string[],
  more: Pick<FactsAsked, 'own' | 'adds'>,
): Promise<FactsBehind> {
  const kinds = new Map(drivers.map(driver => [JSON.stringify(eventsOf(driver)), eventsOf(driver)]));
  const [first, ...others] = [...kinds.values()].map(kind => ({ customer: subject.id, ...kind, ...more }));
  return first ? factsBehind(asked, first, ...others) : Promise.resolve(NO_FACTS);
}

interface Found {
  readonly activity: Activity;
  readonly pool: Pool;
  readonly index: number;
}

/** An activity with the minutes that it takes of the subject. */
function activityOf({ ranked }: Explaining, { id }: Subject, key: string): Found | undefined {
  const { model } = ranked.portfolio;
  const { named } = ranked.model.timeline;
  const index = model.activities.findIndex(candidate => candidate.key === key);
  const stated = model.activities[index];
  const pool = model.pools.find(candidate => candidate.key === stated?.pool);
  if (!stated || !pool) return undefined;
  const minutes = stated.minutes?.map(term => termFor(term, id, named));
  return { activity: minutes ? { ...stated, minutes } : stated, pool, index };
}

function minutesOf({ figures, row }: OfSubject, { index }: Found): number {
  return row < 0 ? 0 : ((figures.minutes[index] as Float64Array)[row] as number);
}

/** Minutes and what one of them costs, with the counts that the minutes come from. */
async function factorsOf(asked: Explaining, of: OfSubject, found: Found): Promise<Input[]> {
  const { activity, pool } = found;
  const minutes = formatDecimal(minutesOf(of, found));
  return [
    input('Minutes', minutes, 'min', `${of.subject.address}/minutes/${figureOf(activity.key)}`),
    ...(await termInputs(asked, of, activity)),
    customerRate(asked, of, { pool, index: found.index }),
  ];
}

/** How often each term's driver counted, and the minutes that one takes. */
async function termInputs(asked: Explaining, { subject }: OfSubject, activity: Activity): Promise<Input[]> {
  const terms = activity.minutes ?? [];
  const counts = await termCounts(asked, subject, terms);
  const { named } = asked.ranked.model.timeline;
  return terms.map((term, index) => {
    const reason = exceptionFor(term, subject.id, named)?.reason;
    return input(
      capital(termText(term)),
      String(counts[index]),
      '',
      `${subject.address}/term/${figureOf(activity.key, index)}`,
      `${term.minutes} min each${reason === undefined ? '' : `, for this customer alone: ${reason}`}`,
    );
  });
}

/** "(9 min × orders + 0.7 min × order lines) × cost of a minute in Customer desk". */
function equationText(activity: Activity, pool: Pool): string {
  if (activity.money)
    return `The money paid for ${activity.money.map(driverText).join(' and ')}, traced as it is`;
  return `(${termsText(activity)}) × cost of a minute in ${pool.name}`;
}

function termsText({ minutes }: Activity): string {
  return (minutes ?? []).map(term => `${term.minutes} min × ${termText(term)}`).join(' + ');
}

function termText(term: Term): string {
  const over =
    driverOf(term.driver)?.adds === false
      ? term.over === 'month'
        ? ' in each month'
        : ' in the period'
      : '';
  return `${driverText(term.driver)}${term.when ? ` with "${term.when}"` : ''}${over}`;
}

function driverText(key: string): string {
  const driver = driverOf(key);
  if (driver) return driver.name.toLowerCase();
  const activity = parseActivityDriver(key);
  const name = (activity?.activity ?? key).replaceAll('_', ' ');
  return activity?.takes === 'minutes' ? `measured minutes of ${name}` : name;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The facts that a driver counts. */
export function eventsOf(driver: string): Omit<FactsAsked, 'customer'> {
  const event = parseActivityDriver(driver);
  if (event) return { activity: event.activity, measure: event.takes };
  if (driver.startsWith('return')) return { measure: 'amount', lines: 'return' };
  if (driver === 'specialLines') return { measure: 'amount', lines: 'special' };
  if (driver.startsWith('export')) return { measure: 'amount', lines: 'export' };
  if (driver.startsWith('manual')) return { measure: 'amount', lines: 'manual' };
  return { measure: driver === 'units' ? 'quantity' : 'amount', lines: driver === 'skus' ? 'all' : 'sale' };
}
