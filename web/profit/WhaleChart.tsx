import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Portfolio } from '../../contract/profit-answers.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { paths } from '../links.ts';
import { Chart, type Reference, type Series } from '../ui/Chart.tsx';
import { Figure } from '../ui/Figure.tsx';
import { useNarrow } from '../ui/media.ts';
import { amountText, countText, exactText, shortText } from '../ui/number-text.ts';
import { whaleSentence } from './whale-sentence.ts';

/** Cumulative profit over customers, most profitable first. */
export function WhaleChart({ portfolio }: { portfolio: Portfolio }) {
  const { whale, totals, currency } = portfolio;
  const navigate = useNavigate();
  const narrow = useNarrow();
  const series = useMemo(() => [curve(whale, currency)], [whale, currency]);
  const references = useMemo(() => lines(whale), [whale]);
  const sentence = whaleSentence(whale, totals.customers);
  return (
    <Chart
      title={sentence.map(({ text, figure, exact }) =>
        figure ? (
          <Figure key={figure} figure={figure} exact={exact && `${exactText(exact)} ${currency}`}>
            {text}
          </Figure>
        ) : (
          text
        ),
      )}
      unit={currency}
      along="customers, most profitable first"
      height={narrow ? 240 : 280}
      series={series}
      references={references}
      onOpen={point => point.id && void navigate({ to: paths.customer, params: { id: point.id } })}
      openText="Click opens the customer"
    />
  );
}

function curve(whale: Portfolio['whale'], currency: string): Series {
  return {
    name: 'Cumulative profit',
    kind: 'line',
    tone: 'accent',
    filled: true,
    points: whale.points.map(point => ({
      x: point.customers,
      y: Number(point.cumulative),
      id: point.id,
      ...(point.id && { figure: narrowedFigure('ranking/profit', { top: point.customers }) }),
      label: point.name ?? 'No customer',
      text: `${amountText(point.cumulative)} ${currency}`,
      more: point.name
        ? [`own profit ${amountText(point.profit)} ${currency}, rank ${countText(point.customers)}`]
        : [],
    })),
  };
}

function lines(whale: Portfolio['whale']): Reference[] {
  const after = `peak ${shortText(whale.peak)} after ${countText(whale.peakCustomers)}`;
  return [
    { value: Number(whale.peak), label: after },
    { value: Number(whale.end), label: `total ${shortText(whale.end)}`, below: true },
    ...(Number(whale.end) < 0 ? [{ value: 0, label: 'zero' }] : []),
  ];
}
