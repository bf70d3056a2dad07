import { useMemo } from 'react';
import type { CustomerPage, Statement } from '../../contract/profit-answers.ts';
import { Chart, type Series } from '../ui/Chart.tsx';
import { useOpenFigure } from '../ui/explain-context.ts';
import { amountText } from '../ui/number-text.ts';
import { periodText } from '../ui/period-choices.ts';
import classes from './Customer.module.css';
import { figureIn } from './customer-figure.ts';
import { lossMonthsText, shareOf, sizeOf } from './customer-text.ts';

const MONTHS_MIN = 3;
const HEIGHT = 168;

/** Net revenue, cost to serve and profit over the months, side by side on one axis of time. */
export function CustomerTrend({ page }: { page: CustomerPage }) {
  const { periods, statement } = page;
  if (periods.length < MONTHS_MIN) return null;
  const served = shareOf(sizeOf(statement.costToServe), statement.netRevenue);
  const profits = periods.map(one => one.statement.profit);
  return (
    <div className={classes.trend}>
      <Small page={page} title="Net revenue by month" name="Net revenue" figure="revenue" of="netRevenue" />
      <Small
        page={page}
        title={`Cost to serve, ${served} of net revenue`}
        name="Cost to serve"
        figure="costToServe"
        of="costToServe"
      />
      <Small page={page} title={lossMonthsText(profits)} name="Profit" figure="profit" of="profit" />
    </div>
  );
}

interface SmallProps {
  page: CustomerPage;
  title: string;
  name: string;
  figure: string;
  of: keyof Pick<Statement, 'netRevenue' | 'costToServe' | 'profit'>;
}

function Small({ page, title, name, figure, of }: SmallProps) {
  const { periods, currency, customer } = page;
  const explain = useOpenFigure();
  const series = useMemo((): Series[] => {
    // Cost reads upwards here: its bars are compared with each other, not with the revenue above them.
    const shown = (statement: Statement) => (of === 'costToServe' ? sizeOf(statement[of]) : statement[of]);
    const points = periods.map(({ period, statement }) => ({
      x: period,
      y: Number(shown(statement)),
      label: periodText(period),
      text: `${amountText(shown(statement))} ${currency}`,
      id: period,
    }));
    return [{ name, kind: 'bar', tone: of === 'costToServe' ? 'grey' : 'accent', points }];
  }, [periods, currency, name, of]);
  return (
    <Chart
      title={title}
      unit={currency}
      along="month"
      height={HEIGHT}
      series={series}
      onOpen={point => point.id && explain?.(figureIn(`customer/${customer.id}/${figure}`, point.id))}
      openText="Click explains it"
    />
  );
}
