import { type Mapping, ONLINE_RETAIL_BOOK } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import type { BatchRow } from './batch-store.ts';
import type { BookSettings } from './store.ts';

/** What the book is opened with at its first import: as asked, else as the preset brings along, else these. */
const DEFAULTS: BookSettings = {
  company: '',
  currency: 'EUR',
  timeZone: 'UTC',
  fiscalStartMonth: 1,
  homeCountry: null,
};

export function newSettings(
  { preset, options }: Pick<BatchRow, 'preset' | 'options'>,
  mapping?: Mapping,
): BookSettings {
  const defaults = preset === 'online-retail' ? ONLINE_RETAIL_BOOK : DEFAULTS;
  const text = (key: string) =>
    typeof options[key] === 'string' && options[key] !== '' ? String(options[key]) : undefined;
  return {
    company: text('company') ?? defaults.company,
    currency: text('currency') ?? mapping?.currency ?? defaults.currency,
    timeZone: text('timeZone') ?? defaults.timeZone,
    fiscalStartMonth: Number(options.fiscalStartMonth ?? defaults.fiscalStartMonth),
    homeCountry: text('homeCountry') ?? defaults.homeCountry,
  };
}

/** One book, one reporting currency: refuses a file that says or brings another. */
export function refuseOtherCurrency(settings: BookSettings | null, batch: BatchRow): void {
  const asked = newSettings(batch).currency;
  const named = batch.preset === 'online-retail' || typeof batch.options.currency === 'string';
  if (settings && named && asked !== settings.currency) {
    throw new Refusal(
      'other-currency',
      `The file is in ${asked}, the book is kept in ${settings.currency}. Use another data folder for it.`,
    );
  }
}
