import { countText } from './amounts.ts';
import { timeText } from './batches.ts';
import type { Answer } from './contract.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, words } from './table.ts';

const NO_MODEL =
  'No cost model yet: clientele model use FILE takes the first, and clientele model start KIND one to begin with.';

type Model = Answer<'model'>['model'];

export function printModels(screen: Screen, models: Answer<'models'>): void {
  if (models.length === 0) {
    screen.line(NO_MODEL);
    return;
  }
  printTable(
    screen,
    [words('model'), words('name', 60), words('since'), words('by'), words('')],
    models.map(({ id, name, at, by, inUse }) => [
      id,
      name,
      timeText(at),
      by,
      inUse ? { text: 'in use', tone: 'green' } : '',
    ]),
  );
}

export async function printModel(screen: Screen, { id, at, model }: Answer<'model'>): Promise<void> {
  if (model.pools.length === 0 && model.activities.length === 0) {
    screen.line(NO_MODEL);
    return;
  }
  const { DRIVERS } = await import('../engine/src/measures/drivers.ts');
  const units = new Map<string, string>(DRIVERS.map(({ key, unit }) => [key, unit]));
  screen.line(
    `${screen.tone('bold', plain(model.name))}   ${plain(model.currency)}   ${screen.tone('dim', `${id}, since ${timeText(at)}`)}`,
  );
  if (model.note) screen.line(screen.tone('dim', plain(model.note)));
  if (model.productCost)
    screen.line(
      `product cost where none is stated: ${plain(model.productCost.shareOfNetRevenue)} of net revenue${model.productCost.assumed ? ', assumed' : ''}`,
    );
  screen.line();
  printPools(screen, model);
  screen.line();
  printTable(
    screen,
    [words('activity', 36), words('cost line'), words('pool', 24), words('equation', 90), words('')],
    model.activities.map((activity): Cell[] => [
      activity.name,
      activity.line,
      activity.pool,
      equationText(activity, units),
      activity.assumed ? { text: 'assumed', tone: 'yellow' } : '',
    ]),
  );
  printExceptions(screen, model);
}

/** Customers whom a term takes other minutes, and why. */
function printExceptions(screen: Screen, { activities }: Model): void {
  const rows = activities.flatMap(({ name, minutes = [] }) =>
    minutes.flatMap(({ driver, exceptions = [] }) =>
      exceptions.map(({ customer, minutes: own, reason }): Cell[] => [name, driver, customer, own, reason]),
    ),
  );
  if (rows.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('activity', 36), words('driver'), words('customer', 24), figures('minutes'), words('reason', 60)],
    rows,
  );
}

function printPools(screen: Screen, { pools }: Model): void {
  printTable(
    screen,
    [words('pool', 36), words('kind'), figures('a minute'), figures('minutes a month'), words('')],
    pools.map((pool): Cell[] => [
      pool.name,
      pool.kind,
      pool.ratePerMinute ?? '',
      pool.capacityMinutes === undefined ? '' : countText(Number(pool.capacityMinutes)),
      pool.assumed ? { text: 'assumed', tone: 'yellow' } : '',
    ]),
  );
}

/** "9 min × order + 0.7 min × line". */
function equationText(
  { minutes, money }: Pick<Model['activities'][number], 'minutes' | 'money'>,
  units: ReadonlyMap<string, string>,
): string {
  const terms = (minutes ?? []).map(term => {
    const when = term.when === undefined ? '' : ` if ${term.when}`;
    const over = term.over === undefined ? '' : ` a ${term.over}`;
    const others = term.exceptions?.length ? ` (${term.exceptions.length} otherwise)` : '';
    return `${term.minutes} min × ${units.get(term.driver) ?? term.driver}${when}${over}${others}`;
  });
  return [...terms, ...(money ?? [])].join(' + ');
}
