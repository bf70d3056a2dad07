import { Chevron } from './Chevron.tsx';
import classes from './PeriodPicker.module.css';
import { Popover } from './Popover.tsx';
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
  if (!months) return null;
  const choices = (close: () => void) => {
    const choice = ({ value: period, text, hasFacts }: PeriodChoice, wide = false) => (
      <button
        key={period}
        type="button"
        className={`${classes.choice} ${wide ? classes.year : ''}`}
        aria-pressed={period === value}
        aria-label={periodText(period)}
        disabled={!hasFacts}
        onClick={() => {
          close();
          onChange(period);
        }}
      >
        {text}
      </button>
    );
    return (
      <>
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
      </>
    );
  };
  return (
    <Popover
      label={label}
      button={
        <>
          <span className={classes.label}>{label}</span> {periodText(value)} <Chevron />
        </>
      }
    >
      {choices}
    </Popover>
  );
}
