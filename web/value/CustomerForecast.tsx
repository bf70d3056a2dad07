import { useMemo } from 'react';
import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { Amount } from '../ui/Amount.tsx';
import { Chart, type Series } from '../ui/Chart.tsx';
import { amountText, countText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { periodText } from '../ui/period-choices.ts';
import { Section } from '../ui/Section.tsx';
import { StepTable } from './StepTable.tsx';
import classes from './Value.module.css';

type Valued = NonNullable<CustomerValue['value']>;

/** How the value comes about, month by month, and what it would be at other terms. */
export function CustomerForecast({ page }: { page: CustomerValue }) {
  const { value, currency } = page;
  if (!value) return null;
  return (
    <>
      {value.steps.length > 0 && (
        <Section title="How its value comes about" note={currency}>
          <StepTable label="Steps to the value" steps={value.steps} currency={currency} />
        </Section>
      )}
      <div className={classes.pair}>
        {value.byMonth.length > 1 && <Months value={value} currency={currency} />}
        {value.sensitivity.length > 0 && <Sensitivity value={value} currency={currency} />}
      </div>
    </>
  );
}

const HEIGHT = 240;

function Months({ value, currency }: { value: Valued; currency: string }) {
  const { byMonth } = value;
  const series = useMemo((): Series[] => {
    const points = byMonth.map(({ month, purchases, value: money }) => ({
      x: month,
      y: Number(money),
      label: periodText(month),
      text: `${amountText(money)} ${currency}`,
      more: [`${countText(purchases, 2)} purchases expected`],
    }));
    return [{ name: 'Value', kind: 'bar', tone: 'accent', points }];
  }, [byMonth, currency]);
  return (
    <Chart
      title="What each month to come adds, discounted to today"
      unit={currency}
      along="month"
      height={HEIGHT}
      series={series}
    />
  );
}

function Sensitivity({ value, currency }: { value: Valued; currency: string }) {
  const mid = Number(value.value?.mid ?? 0);
  return (
    <div>
      <h2 className={classes.beside}>At other terms, one changed at a time</h2>
      <PlainTable
        label="Value at other terms"
        rows={value.sensitivity}
        keyOf={({ what }) => what}
        columns={[
          { title: 'If', cell: ({ what }) => what },
          { title: `Value, ${currency}`, number: true, cell: one => <Amount value={one.value} /> },
          {
            title: 'Difference',
            number: true,
            cell: one => <Amount value={String(Number(one.value) - mid)} />,
          },
        ]}
      />
    </div>
  );
}
