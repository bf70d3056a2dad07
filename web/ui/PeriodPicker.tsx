import { useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { Chevron } from './Chevron.tsx';
import { useDismiss } from './dismiss.ts';
import classes from './PeriodPicker.module.css';
import { type PeriodChoice, periodChoices, periodText } from './period-choices.ts';

interface PeriodPickerProps {
  /** `all`, `2025`, `2025-Q3`, `2025-03`. */
  value: string;
  /** First and last month with facts; null before the first import. */
  months: { from: string; through: string } | null;
  fiscalStartMonth?: number;
  /** What the period is for, where it is not the page's. */
  label?: string;
  /** Whether all months together can be chosen. */
  offersAll?: boolean;
  onChange: (period: string) => void;
}

/** All months, a year, a quarter or a month: one click each. */
export function PeriodPicker({
  value,
  months,
  fiscalStartMonth = 1,
  label = 'Period',
  offersAll = true,
  onChange,
}: PeriodPickerProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useDismiss(place, open, () => setOpen(false));
  if (!months) return null;
  const pick = (period: string) => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
    onChange(period);
  };
  const choice = ({ value: period, text, hasFacts }: PeriodChoice, wide = false) => (
    <button
      key={period}
      type="button"
      className={`${classes.choice} ${wide ? classes.year : ''}`}
      aria-pressed={period === value}
      aria-label={periodText(period)}
      disabled={!hasFacts}
      onClick={() => pick(period)}
    >
      {text}
    </button>
  );
  return (
    <div ref={place} className={classes.place}>
      <Button aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        <span className={classes.label}>{label}</span> {periodText(value)} <Chevron />
      </Button>
      {open && (
        <div role="dialog" aria-label={label} className={classes.pop}>
          {offersAll &&
            choice(
              { value: 'all', text: `All months, ${months.from} to ${months.through}`, hasFacts: true },
              true,
            )}
          {periodChoices(months, fiscalStartMonth).map(year => (
            <div key={year.value} className={classes.block}>
              {choice(year, true)}
              <div className={classes.quarters}>{year.quarters.map(quarter => choice(quarter))}</div>
              <div className={classes.months}>{year.months.map(month => choice(month))}</div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
