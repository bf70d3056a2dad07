import { LAYOUTS, parseMonth } from '@clientele/engine';
import { factEndpoints } from '../../contract/facts.ts';
import { Refusal } from '../errors.ts';
import type { Bind } from '../routing.ts';
import { listBatches } from './batch-store.ts';
import {
  type BatchStores,
  batchAnswer,
  batchWithFindings,
  batchWithProblems,
  existingBatch,
  problemFile,
  progressEvents,
} from './batches.ts';
import { type BookStores, bookAnswer, closeMonthOf, reopenMonthOf } from './book.ts';
import { listProblems } from './problem-store.ts';
import { askedOf, given, receptionOf, receptionOfQuery } from './reception.ts';
import { PRESETS } from './source-layout.ts';

const PROBLEMS_MOST = 500;

export function bindFacts(bind: Bind, stores: BookStores & BatchStores): void {
  const { database, intake } = stores;
  bind(factEndpoints.book, ({ scope }) => bookAnswer(stores, scope));
  bind(factEndpoints.layouts, async () => ({
    layouts: LAYOUTS.map(({ kind, title, fields }) => ({
      kind,
      title,
      fields: fields.map(({ choices, ...field }) => ({
        ...field,
        ...(choices ? { choices: [...choices] } : {}),
      })),
    })),
    presets: [...PRESETS],
  }));
  bind(factEndpoints.batches, async ({ scope }) => {
    const rows = await database.within(scope, store => listBatches(scope, store));
    return rows.map(row => batchAnswer(row, intake));
  });
  bind(factEndpoints.importFile, async ({ scope, query, bytes }) => {
    await stores.giveWay(scope, query);
    const { batch } = await intake.receive(scope, bytes, receptionOfQuery(query));
    return batchAnswer(batch, intake);
  });
  bind(factEndpoints.checkUploaded, async ({ scope, params, body }) => {
    const { batch } = await intake.take(scope, params.id, receptionOf(body), 'check');
    return batchAnswer(batch, intake);
  });
  bind(factEndpoints.importUploaded, async ({ scope, params, body }) => {
    await stores.giveWay(scope, { preset: body.preset, currency: body.settings?.currency });
    const { batch } = await intake.take(scope, params.id, receptionOf(body), 'import');
    return batchAnswer(batch, intake);
  });
  bind(factEndpoints.keep, async ({ scope, params, body }) => {
    await stores.giveWay(scope, askedOf(await existingBatch(stores, scope, params.id)));
    const { batch } = await intake.keep(scope, params.id, given(body));
    return batchAnswer(batch, intake);
  });
  bind(factEndpoints.discard, async ({ scope, params }) =>
    batchAnswer(await intake.discard(scope, params.id), intake),
  );
  bind(factEndpoints.cancel, async ({ scope, params }) =>
    batchAnswer(await intake.cancel(scope, params.id), intake),
  );
  bind(factEndpoints.batch, async ({ scope, params }) =>
    batchWithFindings(scope, await existingBatch(stores, scope, params.id), intake),
  );
  bind(factEndpoints.batchProgress, ({ scope, params, signal }) =>
    progressEvents(stores, scope, params.id, signal),
  );
  bind(factEndpoints.problems, async ({ scope, params, query }) => {
    const batch = await batchWithProblems(stores, scope, params.id);
    return database.within(scope, store =>
      listProblems(scope, store, batch.id, { offset: query.offset, limit: PROBLEMS_MOST }),
    );
  });
  bind(factEndpoints.problemFile, ({ scope, params }) => problemFile(stores, scope, params.id));
  bind(factEndpoints.undo, async ({ scope, params }) =>
    batchAnswer(await intake.undo(scope, params.id), intake),
  );
  bind(factEndpoints.closeMonth, async ({ scope, params }) => {
    await closeMonthOf(stores, scope, monthOf(params.month));
    return bookAnswer(stores, scope);
  });
  bind(factEndpoints.reopenMonth, async ({ scope, params, body }) => {
    await reopenMonthOf(stores, scope, monthOf(params.month), body.reason);
    return bookAnswer(stores, scope);
  });
}

function monthOf(text: string): string {
  const month = parseMonth(text);
  if (!month) throw new Refusal('not-asked-right', `"${text}" is no month: write YYYY-MM.`);
  return month;
}
