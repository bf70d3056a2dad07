import { DRIVERS, driverOf, parseActivityDriver } from '../measures/drivers.ts';
import { parseDecimal } from '../units/amount.ts';
import {
  type Activity,
  COST_LINES,
  type CostModel,
  type Pool,
  type Term,
  type TermException,
} from './cost-model.ts';

/** What is wrong with a model, where in its file, and the mend. */
export interface ModelProblem {
  /** As in the file: `activities[2].minutes[0].driver`. */
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** Minutes in a month of 31 days, for capacity that cannot be. Five thousand people round the clock are enough. */
const CAPACITY_MINUTES_MAX = 5000 * 31 * 24 * 60;

/**
 * Everything that is wrong with a model, not only the first; an empty list means that it can be used.
 * A model is refused for zero capacity, negative rates or minutes, unknown drivers, pools or lines, doubled keys,
 * and for a driver that does not add over months in a pool whose rate changes by the month.
 */
export function checkModel(model: CostModel, currency: string): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const report = (where: string, what: string, mend: string) => problems.push({ where, what, mend });
  if (model.currency !== currency) {
    report(
      'currency',
      `the model is in ${model.currency}, the book in ${currency}`,
      `Restate its rates in ${currency}.`,
    );
  }
  const share = model.productCost?.shareOfNetRevenue;
  if (share !== undefined && !(notNegative(share) && Number(share) <= 1)) {
    report(
      'productCost.shareOfNetRevenue',
      `"${share}" is no share`,
      'Write a number from 0 to 1, such as 0.55.',
    );
  }
  reportDoubles(model.pools, 'pools', report);
  reportDoubles(model.activities, 'activities', report);
  for (const [index, pool] of model.pools.entries()) checkPool(pool, `pools[${index}]`, report);
  for (const [index, activity] of model.activities.entries()) {
    checkActivity(activity, model, `activities[${index}]`, report);
  }
  return problems;
}

type Report = (where: string, what: string, mend: string) => void;

function checkPool(pool: Pool, where: string, report: Report): void {
  const { ratePerMinute: rate, capacityMinutes: capacity } = pool;
  if (pool.kind === 'rate' && !notNegative(rate)) {
    report(
      `${where}.ratePerMinute`,
      `"${rate ?? ''}" is no rate`,
      'Write the cost of one minute, zero or more, such as 0.62.',
    );
  }
  if (pool.kind === 'time' && capacity !== undefined && !(notNegative(capacity, 3) && Number(capacity) > 0)) {
    report(
      `${where}.capacityMinutes`,
      `"${capacity}" is no capacity`,
      'Write the minutes a month above zero, such as 70000.',
    );
  }
  if (pool.kind === 'time' && capacity !== undefined && Number(capacity) > CAPACITY_MINUTES_MAX) {
    report(
      `${where}.capacityMinutes`,
      `${capacity} minutes a month is more than 5,000 people have`,
      'Check the unit: minutes.',
    );
  }
  if (pool.kind !== 'rate' && rate !== undefined) {
    report(
      `${where}.ratePerMinute`,
      `a pool of kind ${pool.kind} takes no fixed rate`,
      'Leave it out, or make the kind "rate".',
    );
  }
}

function checkActivity(activity: Activity, model: CostModel, where: string, report: Report): void {
  if (!COST_LINES.some(([key]) => key === activity.line)) {
    report(
      `${where}.line`,
      `there is no line "${activity.line}"`,
      `Use one of ${COST_LINES.map(([key]) => key).join(', ')}.`,
    );
  }
  const pool = model.pools.find(candidate => candidate.key === activity.pool);
  if (!pool) {
    report(
      `${where}.pool`,
      `there is no pool "${activity.pool}"`,
      `Use one of ${model.pools.map(p => p.key).join(', ')}.`,
    );
    return;
  }
  if (pool.kind === 'sustaining') {
    report(`${where}.pool`, `the pool "${pool.key}" is sustaining and never spread`, 'Draw on another pool.');
  }
  const takesMoney = pool.kind === 'money';
  if (takesMoney !== (activity.money !== undefined) || takesMoney === (activity.minutes !== undefined)) {
    report(
      where,
      `the pool "${pool.key}" is of kind ${pool.kind}`,
      takesMoney ? 'Give money, not minutes.' : 'Give minutes, not money.',
    );
  }
  for (const [index, term] of (activity.minutes ?? []).entries())
    checkTerm(term, pool, `${where}.minutes[${index}]`, report);
  for (const [index, driver] of (activity.money ?? []).entries()) {
    if (parseActivityDriver(driver)?.takes !== 'money') {
      report(
        `${where}.money[${index}]`,
        `"${driver}" is no money driver`,
        'Write activity.<kind>.money, such as activity.delivery.money.',
      );
    }
  }
}

function checkTerm(term: Term, pool: Pool, where: string, report: Report): void {
  if (!notNegative(term.minutes)) {
    report(
      `${where}.minutes`,
      `"${term.minutes}" is no number of minutes`,
      'Write minutes of zero or more, such as 0.7.',
    );
  }
  const driver = driverOf(term.driver);
  const activity = parseActivityDriver(term.driver);
  if (!driver && (!activity || activity.takes === 'money')) {
    const known = DRIVERS.map(({ key }) => key).join(', ');
    report(
      `${where}.driver`,
      `there is no driver "${term.driver}"`,
      `Use one of ${known}, or activity.<kind>.`,
    );
  }
  if (driver && term.when !== undefined) {
    report(`${where}.when`, `${driver.key} has no flags`, 'Leave it out; only activities carry flags.');
  }
  if (driver && !driver.adds && pool.kind === 'time' && term.over !== 'month') {
    report(
      `${where}.over`,
      `${driver.key} does not add over months, and the rate of "${pool.key}" changes by the month`,
      'Write "over": "month".',
    );
  }
  const { exceptions = [] } = term;
  for (const [index, exception] of exceptions.entries()) {
    const twice = exceptions.slice(0, index).some(({ customer }) => customer === exception.customer);
    checkException(exception, twice, `${where}.exceptions[${index}]`, report);
  }
}

function checkException(
  { customer, minutes, reason }: TermException,
  twice: boolean,
  where: string,
  report: Report,
): void {
  if (customer.trim() === '')
    report(`${where}.customer`, 'no customer is named', 'Write the customer’s number as the files have it.');
  if (twice)
    report(`${where}.customer`, `"${customer}" stands twice`, 'Keep one exception for each customer.');
  if (!notNegative(minutes))
    report(
      `${where}.minutes`,
      `"${minutes}" is no number of minutes`,
      'Write minutes of zero or more, such as 2.5.',
    );
  if (reason.trim() === '')
    report(
      `${where}.reason`,
      `nothing says why "${customer}" takes other minutes`,
      'Write what was measured or agreed, and when.',
    );
}

function reportDoubles(keyed: readonly { readonly key: string }[], where: string, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { key }] of keyed.entries()) {
    if (seen.has(key))
      report(`${where}[${index}].key`, `"${key}" stands twice`, 'Give each a key of its own.');
    seen.add(key);
  }
}

function notNegative(text: string | undefined, digits?: number): boolean {
  const value = text === undefined ? undefined : parseDecimal(text, digits);
  return value !== undefined && value >= 0;
}
