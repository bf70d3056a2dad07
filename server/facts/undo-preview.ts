import { asInstallation, formatDecimal, type Scope } from '@clientele/engine';
import type { UndoPreview } from '../../contract/undo.ts';
import { Refusal } from '../errors.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchRow, batchBy, keptBatchIds, listBatches } from './batch-store.ts';
import { customerChanges } from './customer-record-store.ts';
import { type Dependent, dependentsOf, productDependentsOf } from './dependent-store.ts';
import { batchMonths } from './keep-store.ts';
import { type IntakeStores, monthText } from './reading.ts';
import { takenBack } from './rehearsal.ts';
import { readReplacedAgain, replacedOriginal } from './replacement.ts';
import { refuseReplacing } from './sender.ts';
import { closedMonths, readBook } from './store.ts';

/** What undoing a kept batch would do, worked out by undoing it and taking that back. */
export async function undoPreview(stores: IntakeStores, scope: Scope, id: string): Promise<UndoPreview> {
  const { database, ledger, rehearsal } = stores;
  const batch = await keptBatch(stores, scope, id);
  refuseReplacing(scope, batch.replaces);
  await rehearsal.settled();
  const found = await takenBack(ledger.write, writer => undoIn(stores, scope, writer, batch));
  const { files, closed, dependents } = await database.within(scope, async store => ({
    files: new Map((await listBatches(scope, store)).map(other => [other.id, other])),
    closed: new Set(await closedMonths(scope, store)),
    dependents: await dependentsOf(scope, store, batch.id),
  }));
  return {
    id: batch.public_id,
    file: batch.file_name,
    rows: batch.rows_kept,
    amount: batch.amount === null ? null : formatDecimal(BigInt(batch.amount)),
    months: found.months,
    closedMonths: found.months.filter(month => closed.has(month)),
    customers: found.customers,
    products: found.products,
    comesBack: found.original
      ? {
          id: found.original.public_id,
          file: found.original.file_name,
          rows: found.original.rows_kept,
        }
      : null,
    // Those that are not to be seen stay too.
    dependents: [...dependents, ...found.dependents].flatMap(dependent => {
      const { public_id: id, file_name: file } = files.get(dependent.batch) ?? {};
      return id === undefined || file === undefined ? [] : { id, file, why: whyOf(dependent) };
    }),
    difference: found.difference,
  };
}

/** What an undo changes in both stores, whose transactions are not committed. */
async function undoIn(
  { database, ...others }: IntakeStores,
  scope: Scope,
  writer: LedgerWriter,
  batch: BatchRow,
) {
  const stores = { database, ...others };
  const replaced = await replacedOriginal(stores, scope, batch);
  // What is kept counts, whoever sees it; the figures are of the customers in sight.
  const company = asInstallation(scope);
  const before = await database.within(company, store => keptBatchIds(company, store));
  return await database.within(scope, async store => {
    const months = await batchMonths(scope, writer, batch.id);
    const dependents = await productDependentsOf(scope, writer, { batch: batch.id, kept: before });
    let restored: readonly number[] | undefined;
    const after = before.filter(other => other !== batch.id);
    const compared = await stores.rehearsal.compared(
      scope,
      { writer, store },
      {
        before,
        after,
        settings: (await readBook(scope, store)).settings,
        between: async () => {
          restored = replaced && (await readReplacedAgain(stores, scope, writer, replaced));
          if (restored && replaced) after.push(replaced.id);
        },
      },
    );
    const original = restored && replaced;
    const batches = original ? [batch.id, original.id] : [batch.id];
    const touched = [...new Set([...months, ...(restored ?? [])])].sort();
    return {
      months: touched.map(monthText),
      original,
      dependents,
      customers: await customerChanges(scope, store, { batches, kept: after }),
      ...compared,
    };
  });
}

/** The batch, if it can be undone: only a kept one can. */
export async function keptBatch(
  { database }: Pick<IntakeStores, 'database'>,
  scope: Scope,
  id: string,
): Promise<BatchRow> {
  const batch = await database.within(scope, store => batchBy(scope, store, id));
  if (!batch) throw new Refusal('not-found', `There is no import "${id}".`);
  if (batch.state !== 'kept') {
    throw new Refusal('not-kept', `Only a kept import can be undone; ${id} is ${batch.state}.`);
  }
  return batch;
}

function whyOf({ how, count }: Dependent): string {
  switch (how) {
    case 'customers':
      return `Only this file describes ${counted(count, 'customer')} that it names: they stay there under their numbers.`;
    case 'products':
      return `Only this file describes ${counted(count, 'product')} that it names: they count as goods without a stated cost.`;
    case 'rates':
      return 'Its amounts were converted at exchange rates of this file, and stay as they were converted.';
    case 'mends':
      return 'It holds rows of this file that were mended, and stays.';
    case 'replaces':
      return 'It was read to replace this file, and cannot once this one is undone.';
  }
}

function counted(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s`;
}
