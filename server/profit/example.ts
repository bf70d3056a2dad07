import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { CostModel, Scope } from '@clientele/engine';
import { meridian } from '../../examples/meridian/generate.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { listBatches } from '../facts/batch-store.ts';
import { newSettings } from '../facts/book-settings.ts';
import type { Intake } from '../facts/intake.ts';
import { readBook, recordChange, setTimeline, writeBook } from '../facts/store.ts';
import { putModelToUse } from './models.ts';

export interface ExampleStores {
  readonly database: Database;
  readonly intake: Intake;
}

const BOOK = {
  company: 'Meridian Components',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  fiscalStartMonth: 1,
  homeCountry: 'Germany',
};

/**
 * Loads the example company through the same door as every other file, with its cost model, which comes last: without
 * it a stop cut an earlier load short, and this one goes on where that ended.
 */
export async function loadExample(stores: ExampleStores, scope: Scope): Promise<void> {
  const { database, intake } = stores;
  // A load that a stop cut short may be going on by itself.
  await intake.idle();
  const kept = await keptBatches(stores, scope);
  const { timelineId } = await database.within(scope, store => readBook(scope, store));
  if (kept.some(batch => !batch.example) || (kept.length > 0 && timelineId !== null)) {
    throw new Refusal(
      'book-not-empty',
      'The book holds imports already. The example company goes into an empty book only.',
    );
  }
  await database.within(scope, async store => {
    if (!(await readBook(scope, store)).settings) await writeBook(scope, store, BOOK);
  });
  const missing = meridian().filter(({ name }) => !kept.some(batch => batch.file_name === name));
  for (const { name, kind, text } of missing) {
    const { done } = await intake.receive(scope, Readable.from([Buffer.from(text)]), {
      file: name,
      example: true,
      options: { kind },
    });
    const batch = await done;
    if (batch.state !== 'kept') throw new Error(`the example's ${name} was not kept: ${batch.sentence}`);
  }
  const model = JSON.parse(
    await readFile(new URL('../../examples/meridian/cost-model.json', import.meta.url), 'utf8'),
  );
  await putModelToUse(stores, scope, model as CostModel);
}

/** Takes the example company out again, book settings and cost model included. */
export async function removeExample(stores: ExampleStores, scope: Scope): Promise<void> {
  const kept = await keptBatches(stores, scope);
  if (kept.length === 0 || kept.some(batch => !batch.example)) {
    const why =
      kept.length === 0
        ? 'The example company is not loaded.'
        : 'Other files were imported beside the example: undo them first.';
    throw new Refusal('no-example', why);
  }
  for (const batch of kept) await stores.intake.undo(scope, batch.public_id);
  await stores.database.within(scope, async store => {
    await setTimeline(scope, store, null);
    await writeBook(scope, store, null);
    await recordChange(scope, store, { what: 'example removed', before: BOOK, after: null, customers: [] });
  });
}

/**
 * A book has one reporting currency, fixed by its first import. While it holds nothing but the example, a file that
 * brings another currency is that first import: the example gives way.
 */
export async function exampleGivesWay(
  stores: ExampleStores,
  scope: Scope,
  asked: { preset?: string | undefined; currency?: string | undefined },
): Promise<void> {
  const kept = await keptBatches(stores, scope);
  if (kept.length === 0 || kept.some(batch => !batch.example)) return;
  const { currency } = newSettings({
    preset: asked.preset ?? null,
    options: { currency: asked.currency ?? null },
  });
  const named = asked.preset !== undefined || asked.currency !== undefined;
  if (named && currency !== BOOK.currency) await removeExample(stores, scope);
}

async function keptBatches({ database }: ExampleStores, scope: Scope) {
  return (await database.within(scope, store => listBatches(scope, store))).filter(
    batch => batch.state === 'kept',
  );
}
