import { useMemo } from 'react';
import type { HoldOutAnswer } from '../../contract/value-forecast.ts';
import { Chart } from '../ui/Chart.tsx';
import { Empty } from '../ui/Empty.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { aliveMarks, aliveSeries, decileSeries, repeatSeries, weekSeries } from './hold-out-series.ts';
import classes from './Value.module.css';
import { beatenText, errorText, holdOutSentence, RULE_WORDS, significant } from './value-sentence.ts';

const HEIGHT = 240;

/** The same forecast made of a time that has passed, held against what happened then, beside simpler rules. */
export function HoldOut({ holdOut }: { holdOut: HoldOutAnswer | null }) {
  if (!holdOut)
    return (
      <Empty title="Too little time has passed to hold a forecast against">
        A forecast is made of the first part of the time that is observed and held against the rest of it.
        What came of it will stand here once the book holds enough months for both.
      </Empty>
    );
  return (
    <>
      <Section
        title={holdOutSentence(holdOut)}
        note={`forecast on ${holdOut.split}, held against what happened until ${holdOut.until}`}
      >
        <p className={classes.note}>
          Of the {countText(holdOut.customers)} customers that had bought by then. {beatenText(holdOut)}{' '}
          {seasonText(holdOut)}
        </p>
        <Rules holdOut={holdOut} />
      </Section>
      <Weeks holdOut={holdOut} />
      <Calibration holdOut={holdOut} />
    </>
  );
}

function seasonText({ seasonal }: HoldOutAnswer): string {
  if (!seasonal)
    return 'The season is left out: it takes two years before the forecast to know what it does.';
  return `With the season of the years before, × ${significant(seasonal.index)}, the forecast would have been ${countText(seasonal.total, 0)}: ${errorText(seasonal.error)}.`;
}

type Line = Omit<HoldOutAnswer['rules'][number], 'rule'> & { name: string };

function Rules({ holdOut }: { holdOut: HoldOutAnswer }) {
  const { rules, seasonal } = holdOut;
  const lines: Line[] = rules.map(({ rule, ...figures }) => ({ name: RULE_WORDS[rule], ...figures }));
  if (seasonal)
    lines.splice(1, 0, {
      name: 'The model, with the season',
      total: seasonal.total,
      error: seasonal.error,
      mae: null,
      rmse: null,
      topDecileCapture: null,
    });
  return (
    <PlainTable
      label="The forecast beside simpler rules"
      rows={lines}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Rule', cell: ({ name }) => name },
        { title: 'Forecast', number: true, cell: ({ total }) => countText(total, 0) },
        { title: 'Made', number: true, cell: () => countText(holdOut.actual) },
        { title: 'In total', number: true, cell: ({ error }) => errorText(error) },
        { title: 'MAE', number: true, cell: ({ mae }) => significant(mae) },
        { title: 'RMSE', number: true, cell: ({ rmse }) => significant(rmse) },
        {
          title: 'Best tenth found',
          number: true,
          cell: ({ topDecileCapture }) => shareText(topDecileCapture),
        },
      ]}
    />
  );
}

/** Tracking: week by week, and added up. */
function Weeks({ holdOut: { weeks, split } }: { holdOut: HoldOutAnswer }) {
  const each = useMemo(() => weekSeries(weeks, false), [weeks]);
  const added = useMemo(() => weekSeries(weeks, true), [weeks]);
  if (weeks.length === 0) return null;
  return (
    <div className={classes.pair}>
      <Chart
        title="Purchases by week: made in grey, forecast as the line"
        unit="purchases"
        along={`weeks after ${split}`}
        height={HEIGHT}
        series={each}
      />
      <Chart
        title="The same added up: the gap at the end is what the forecast was off by"
        unit="purchases"
        along={`weeks after ${split}`}
        height={HEIGHT}
        series={added}
      />
    </div>
  );
}

function Calibration({ holdOut: { deciles, repeats, alive, brier } }: { holdOut: HoldOutAnswer }) {
  const tenths = useMemo(() => decileSeries(deciles), [deciles]);
  const before = useMemo(() => repeatSeries(repeats), [repeats]);
  const bins = useMemo(() => aliveSeries(alive), [alive]);
  const marks = useMemo(() => aliveMarks(bins), [bins]);
  return (
    <div className={classes.pair}>
      {deciles.length > 0 && (
        <Chart
          title="By tenth of customers: purchases made as bars, forecast as the line"
          unit="purchases"
          along="tenths, from whom most was expected to whom least"
          height={HEIGHT}
          series={tenths}
        />
      )}
      {repeats.length > 0 && (
        <Chart
          title="A customer’s purchases by those before: made as bars, forecast as the line"
          unit="a customer"
          along="repeat purchases before the forecast"
          height={HEIGHT}
          series={before}
        />
      )}
      {bins[0] && bins[0].points.length > 1 ? (
        <Chart
          title={`How many bought of those said to be alive, with their number: Brier score ${significant(brier)}, 0 is best`}
          unit="%"
          along="P(alive) as stated, %"
          height={HEIGHT}
          most={100}
          series={bins}
          marks={marks}
        />
      ) : (
        <p className={classes.note}>
          Whether P(alive) came true cannot be shown: all customers had about the same. Brier score{' '}
          {significant(brier)}, 0 is best.
        </p>
      )}
    </div>
  );
}
