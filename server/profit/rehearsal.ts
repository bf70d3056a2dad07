import { formatDecimal, type Scope, sum, UNASSIGNED } from '@clientele/engine';
import type { Totals } from '../../contract/findings.ts';
import type { Compared, Rehearsal, RehearsedChange, RehearsedStores } from '../facts/rehearsal.ts';
import type { BookSettings } from '../facts/store.ts';
import {
  bindScope,
  type Ledger,
  type LedgerWriter,
  type Parameters,
  type ScopedQuery,
} from '../ledger/ledger.ts';
import { exclusively } from '../ledger/turns.ts';
import { deriveMeasures, readState } from '../measures/derive-store.ts';
import { keepProductsAsTheyAre, productChanges } from '../measures/product-changes-store.ts';
import { type Costing, costStaleMonths } from './costing.ts';
import { modelInUse } from './model-in-use.ts';
import { timelineFor } from './store.ts';
import { readTotals } from './totals.ts';

export function openRehearsal(costing: Costing): Rehearsal {
  return { settled: () => costing.settled(), compared };
}

async function compared(
  scope: Scope,
  within: RehearsedStores,
  { before, after, between, settings }: RehearsedChange,
): Promise<Compared> {
  const { writer } = within;
  const asItIs = await totalsOf(scope, within, { kept: before, settings });
  await keepProductsAsTheyAre(scope, writer);
  await between?.();
  const asItWouldBe = await totalsOf(scope, within, { kept: after, settings });
  return {
    difference: { before: asItIs, after: asItWouldBe },
    products: await productChanges(scope, writer),
  };
}

/** What the book comes to with these batches, under the model in use. */
async function totalsOf(
  scope: Scope,
  { writer, store }: RehearsedStores,
  { kept, settings }: { kept: readonly number[]; settings: BookSettings | null },
): Promise<Totals> {
  const state = await readState(scope, writer);
  if (!sameNumbers(state.kept, kept)) {
    const homeCountry = settings?.homeCountry ?? null;
    const { revision } = state;
    await deriveMeasures(scope, writer, { kept: { now: kept, before: state.kept }, homeCountry, revision });
  }
  const timeline = await timelineFor(scope, store, settings?.currency);
  await costStaleMonths(scope, { writer, store }, timeline);
  const inUse = modelInUse(timeline, undefined, settings?.currency ?? '');
  const totals = await readTotals(readerOf(writer), scope, inUse, undefined);
  const { customers, lines, netRevenue, productCost, cost } = totals;
  const revenue = sum(netRevenue);
  const profit = revenue - sum(productCost) - sum(cost);
  return {
    customers: customers.length - (customers[0] === UNASSIGNED ? 1 : 0),
    lines: Number(lines),
    revenue: formatDecimal(revenue),
    profit: timeline.id === 0 ? null : formatDecimal(profit),
  };
}

/** Reads by scoped queries what stands in the transaction of a write, one query at a time. */
function readerOf(writer: LedgerWriter): Pick<Ledger, 'columns' | 'rows' | 'writes'> {
  const turn = exclusively();
  const asked =
    <T>(read: (sql: string, given: Parameters) => Promise<T>) =>
    (scope: Scope, query: ScopedQuery, given: Parameters = {}) => {
      const { sql, visible } = bindScope(scope, query.sql);
      return turn(() => read(sql, visible ? { ...given, visible } : given));
    };
  // One is made for each state of the transaction, so that what is kept of one holds for no other.
  return { columns: asked(writer.columns), rows: asked(writer.rows), writes: () => 0 };
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  const numbers = new Set(b);
  return a.length === numbers.size && a.every(number => numbers.has(number));
}
