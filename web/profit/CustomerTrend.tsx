import { type ReactNode, useMemo } from 'react';
import type { CustomerPage, Statement } from '../../contract/profit-answers.ts';
import { figureIn } from '../../contract/profit-figure.ts';
import { Chart, type Series } from '../ui/Chart.tsx';
import { useOpenFigure } from '../ui/explain-context.ts';
import { Figure } from '../ui/Figure.tsx';
import { amountText } from '../ui/number-text.ts';
import { periodText } from '../ui/period-choices.ts';
import classes from './Customer.module.css';
import { lossMonthsText, shareOf, sizeOf } from './customer-text.ts';

const MONTHS_MIN = 3;
const HEIGHT = 168;

/** Net revenue, cost to serve and profit over the months, side by side on one axis of time. */
export function CustomerTrend({ page }: { page: CustomerPage }) {
  const { periods, statement } = page;
  if (periods.length < MONTHS_MIN) return null;
  const served = shareOf(sizeOf(statement.costToServe), statement.netRevenue);
  const at = `customer/${page.customer.id}`;
  const profits = periods.map(one => one.statement.profit);
  return (
    <div className={classes.trend}>
      <Small page={page} title="Net revenue by month" name="Net revenue" figure="revenue" of="netRevenue" />
      <Small
        page={page}
        title={
          <>
            Cost to serve, <Figure figure={`${at}/share/costToServe`}>{served}</Figure> of net revenue
          </>
        }
        name="Cost to serve"
        figure="costToServe"
        of="costToServe"
      />
      <Small
        page={page}
        title={<LossMonths profits={profits} figure={`${at}/lossMonths`} />}
        name="Profit"
        figure="profit"
        of="profit"
      />
    </div>
  );
}

/** The sentence says how many months; they open as one. */
function LossMonths({ profits, figure }: { profits: readonly string[]; figure: string }) {
  const { words, months } = lossMonthsText(profits);
  return (
    <>
      {words} <Figure figure={figure}>{months}</Figure> months
    </>
  );
}

interface SmallProps {
  page: CustomerPage;
  title: ReactNode;
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
    const points = periods.map(({ period, explains, statement }) => ({
      x: period,
      y: Number(shown(statement)),
      label: periodText(period),
      text: `${amountText(shown(statement))} ${currency}`,
      id: period,
      figure: figureIn(`customer/${customer.id}/${figure}`, explains),
    }));
    return [{ name, kind: 'bar', tone: of === 'costToServe' ? 'grey' : 'accent', points }];
  }, [periods, currency, name, of, customer.id, figure]);
  return (
    <Chart
      title={title}
      unit={currency}
      along="month"
      height={HEIGHT}
      series={series}
      onOpen={point => point.figure && explain?.(point.figure)}
      openText="Click explains it"
    />
  );
}
