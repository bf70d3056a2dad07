import { type Scope, seesWholeCompany } from '@clientele/engine';
import type { Book } from '../../contract/facts.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { listBatches } from './batch-store.ts';
import { closedMonths, closeMonth, readBook, recordChange, reopenMonth } from './store.ts';

export interface BookStores {
  readonly database: Database;
  /** First and last month with facts, and the last day with one. */
  readonly span: (scope: Scope) => Promise<{ from: string; through: string; asOf: string } | undefined>;
  /** The example company gives way to a first real import in another currency. */
  readonly giveWay: (
    scope: Scope,
    query: { preset?: string | undefined; currency?: string | undefined },
  ) => Promise<void>;
}

export async function bookAnswer(stores: BookStores, scope: Scope): Promise<Book> {
  const span = await stores.span(scope);
  return stores.database.within(scope, async store => {
    const { settings, revision } = await readBook(scope, store);
    const kept = (await listBatches(scope, store)).filter(batch => batch.state === 'kept');
    return {
      sees: seesOf(scope),
      settings,
      revision,
      example: kept.length > 0 && kept.every(batch => batch.example),
      months: span ? { from: span.from, through: span.through } : null,
      asOf: span?.asOf ?? null,
      closedMonths: await closedMonths(scope, store),
    };
  });
}

function seesOf(scope: Scope): Book['sees'] {
  if (seesWholeCompany(scope)) return 'company';
  return Array.isArray(scope.customers) && scope.customers.length === 0 ? 'none' : 'some';
}

export async function closeMonthOf(
  { database }: Pick<BookStores, 'database'>,
  scope: Scope,
  month: string,
): Promise<void> {
  await database.within(scope, async store => {
    await closeMonth(scope, store, month);
    await recordChange(scope, store, { what: 'month closed', before: null, after: { month }, customers: [] });
  });
}

export async function reopenMonthOf(
  { database }: Pick<BookStores, 'database'>,
  scope: Scope,
  month: string,
  reason: string,
): Promise<void> {
  await database.within(scope, async store => {
    if (!(await reopenMonth(scope, store, month))) throw new Refusal('not-closed', `${month} is not closed.`);
    await recordChange(scope, store, {
      what: 'month reopened',
      before: { month, closed: true },
      after: { month, closed: false, reason },
      customers: [],
    });
  });
}
