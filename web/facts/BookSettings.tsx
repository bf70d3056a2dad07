import type { Book } from '../../contract/facts.ts';
import { MISSING } from '../ui/number-text.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Intake.module.css';

/** What the book was opened with. */
export function BookSettings({ settings }: { settings: NonNullable<Book['settings']> }) {
  const month = new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' });
  const rows = [
    ['Company', settings.company],
    ['Reporting currency', settings.currency],
    ['Time zone', settings.timeZone],
    ['Fiscal year starts in', month.format(Date.UTC(2024, settings.fiscalStartMonth - 1, 15))],
    ['Home country', settings.homeCountry],
  ];
  return (
    <Section title="Settings of the book" note="fixed with the first import">
      <dl className={classes.settingList}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value || MISSING}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
