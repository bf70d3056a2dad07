import { addMonths, grainOf, type Month, monthsOf } from '@clientele/engine';

export interface PeriodChoice {
  /** As it stands in the address: `2025`, `2025-Q3`, `2025-03`. */
  value: string;
  text: string;
  /** Some of its months have facts. */
  hasFacts: boolean;
}

export interface YearChoice extends PeriodChoice {
  quarters: PeriodChoice[];
  months: PeriodChoice[];
}

/** Years with facts, the newest first, each with its quarters and its twelve months in the book's fiscal calendar. */
export function periodChoices(facts: { from: Month; through: Month }, fiscalStartMonth = 1): YearChoice[] {
  const known = new Set(monthsOf(facts));
  const years = new Map<string, YearChoice>();
  const start = firstMonthOfYear(facts.from, fiscalStartMonth);
  for (let month = start; month <= facts.through; month = addMonths(month, 12)) {
    const months = Array.from({ length: 12 }, (_, i) => addMonths(month, i));
    const has = (some: readonly Month[]) => some.some(one => known.has(one));
    const value = grainOf(month, 'year', fiscalStartMonth);
    years.set(value, {
      value,
      text: value,
      hasFacts: has(months),
      quarters: [0, 3, 6, 9].map((from, i) => ({
        value: `${value}-Q${i + 1}`,
        text: `Q${i + 1}`,
        hasFacts: has(months.slice(from, from + 3)),
      })),
      months: months.map(one => ({ value: one, text: monthName(one, 'short'), hasFacts: known.has(one) })),
    });
  }
  return [...years.values()].reverse();
}

/** A period in words: periodText('2025-03') → "March 2025", periodText('2025-Q1') → "Q1 2025" */
export function periodText(period: string, locale?: string): string {
  if (period === 'all') return 'All months';
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`;
  const [from, through] = period.split('..');
  if (through) return `${periodText(from ?? '', locale)} – ${periodText(through, locale)}`;
  return /^\d{4}-\d{2}$/.test(period) ? `${monthName(period, 'long', locale)} ${period.slice(0, 4)}` : period;
}

function monthName(month: Month, style: 'short' | 'long', locale?: string): string {
  const midMonth = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 15);
  return new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(midMonth);
}

function firstMonthOfYear(month: Month, fiscalStartMonth: number): Month {
  const year = grainOf(month, 'year', fiscalStartMonth);
  return `${year}-${String(fiscalStartMonth).padStart(2, '0')}`;
}
