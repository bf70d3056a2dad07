import type { Mapping, Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { batchMapping } from './batch-mapping.ts';
import { type BatchRow, isExampleAlone } from './batch-store.ts';
import { newSettings, refuseOtherCurrency } from './book-settings.ts';
import type { KnownRate } from './conversions.ts';
import { keptRates, usedRates } from './rate-store.ts';
import { isBuiltIn, mappedLayout, type SourceLayout, sourceLayout, statesCurrency } from './source-layout.ts';
import { type BookSettings, readBook } from './store.ts';

export interface BatchLayout {
  readonly layout: SourceLayout;
  readonly mapping: Mapping | undefined;
  /** Of the book, or those that it is opened with. */
  readonly settings: BookSettings;
  readonly rates: readonly KnownRate[];
}

/** How the rows of a batch are read, by the headings of its file. */
export async function batchLayout(
  scope: Scope,
  store: Store,
  batch: BatchRow,
  headings: readonly string[],
): Promise<BatchLayout> {
  const { id, preset, options, state } = batch;
  const mapping = await batchMapping(scope, store, batch);
  const layout = mapping
    ? mappedLayout(headings, mapping)
    : sourceLayout(
        headings,
        (options.kind as string | undefined) ?? undefined,
        preset !== null && isBuiltIn(preset) ? preset : undefined,
      );
  const settings = await bookSettings(scope, store, batch, mapping);
  const known = state === 'replaced' ? usedRates(scope, store, id) : keptRates(scope, store);
  return { layout, mapping, settings, rates: statesCurrency(layout) ? await known : [] };
}

async function bookSettings(
  scope: Scope,
  store: Store,
  batch: BatchRow,
  mapping: Mapping | undefined,
): Promise<BookSettings> {
  const asked = newSettings(batch, mapping);
  const { settings } = await readBook(scope, store);
  // An import would have had the example give way; a check removes nothing.
  if (!settings || (batch.rehearsed && (await isExampleAlone(scope, store)))) return asked;
  refuseOtherCurrency(settings, batch);
  return settings;
}
