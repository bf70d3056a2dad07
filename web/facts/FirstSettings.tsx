import { ONLINE_RETAIL_BOOK } from '@clientele/engine';
import { useMemo } from 'react';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Intake.module.css';
import type { FirstSettings as Settings } from './intake-queue.ts';

interface FirstSettingsProps {
  settings: Settings;
  change: (next: Partial<Settings>) => void;
}

/** What the book is opened with. Sensible from the start, so that one may go on without a thought. */
export function FirstSettings({ settings, change }: FirstSettingsProps) {
  const choices = useMemo(listsOfChoices, []);
  return (
    <Section title="Settings of the book" note="fixed with the first import">
      <div className={classes.settings}>
        <TextField
          label="Company"
          value={settings.company ?? ''}
          placeholder="Your company"
          autoComplete="organization"
          onChange={event => change({ company: event.target.value })}
        />
        <SelectField
          label="Reporting currency"
          hint="All amounts are in it"
          value={settings.currency ?? ''}
          choices={choices.currencies}
          onChange={event => change({ currency: event.target.value })}
        />
        <SelectField
          label="Time zone"
          hint="For times that name a zone"
          value={settings.timeZone ?? ''}
          choices={choices.timeZones}
          onChange={event => change({ timeZone: event.target.value })}
        />
        <SelectField
          label="Fiscal year starts in"
          hint="For quarters and years"
          value={String(settings.fiscalStartMonth ?? 1)}
          choices={choices.months}
          onChange={event => change({ fiscalStartMonth: Number(event.target.value) })}
        />
        <TextField
          label="Home country"
          hint="As order lines spell it; orders to others are exports"
          value={settings.homeCountry ?? ''}
          placeholder="Germany"
          onChange={event => change({ homeCountry: event.target.value })}
        />
      </div>
    </Section>
  );
}

/** As a preset brings them along, else those of this machine. */
export function defaultSettings(preset: string | undefined): Settings {
  if (preset === 'online-retail') return { ...ONLINE_RETAIL_BOOK };
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { company: '', currency: 'EUR', timeZone, fiscalStartMonth: 1, homeCountry: '' };
}

function listsOfChoices() {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  const month = new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' });
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    currencies: Intl.supportedValuesOf('currency').map(code => ({
      value: code,
      text: `${code}, ${names.of(code) ?? code}`,
    })),
    timeZones: [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])].map(zone => ({
      value: zone,
      text: zone,
    })),
    months: Array.from({ length: 12 }, (_, index) => ({
      value: String(index + 1),
      text: month.format(Date.UTC(2024, index, 15)),
    })),
  };
}
