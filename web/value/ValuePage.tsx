import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ValueForecast } from '../../contract/value-forecast.ts';
import { paths } from '../links.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ForecastHead } from './ForecastHead.tsx';
import { useForecast } from './forecast.ts';
import { HoldOut } from './HoldOut.tsx';
import { Lapses } from './Lapses.tsx';
import { ModelPart } from './ModelPart.tsx';
import { PredictableCustomers } from './PredictableCustomers.tsx';
import { Quadrants } from './Quadrants.tsx';
import { Referrals } from './Referrals.tsx';
import { TermFields } from './TermFields.tsx';
import { Unready } from './Unready.tsx';
import { ValuableCustomers } from './ValuableCustomers.tsx';
import classes from './Value.module.css';
import { ValueTabs } from './ValueTabs.tsx';
import { type ValueSearch, withoutUsual } from './value-search.ts';
import { beforeText } from './value-sentence.ts';

const route = getRouteApi('/value');

/** What customers will be worth, with its range; how well such a forecast did before; and what it rests on. */
export function ValuePage() {
  usePlace('Value');
  const search = route.useSearch();
  const navigate = useNavigate();
  const forecast = useForecast(search);
  const change = (next: Partial<ValueSearch>) =>
    void navigate({
      to: paths.value,
      search: { ...search, ...next },
      resetScroll: false,
      replace: !('offset' in next),
    });
  const { answer, shown, stale, error } = forecast;
  const waits = answer?.state === 'ready' ? undefined : answer?.state;
  return (
    <>
      <TermFields
        terms={search}
        until={shown?.forecast.until}
        change={next => change({ ...withoutUsual(next), offset: undefined })}
      />
      {error && <Problem title="The forecast could not be read" error={error} retry={forecast.retry} />}
      {waits && <Unready {...forecast} state={waits} progress={answer?.progress ?? null} />}
      {!error && !answer && <Skeleton height={720} label="Reading the forecast" />}
      {shown && !error && answer?.state !== 'empty' && (
        <div className={stale ? classes.stale : undefined} aria-busy={stale || undefined}>
          {waits && <p className={classes.note}>{beforeText(shown.forecast)}</p>}
          <ForecastHead forecast={shown.forecast} />
          <ValueTabs search={search} overdue={shown.forecast.overdue} />
          <Part
            forecast={shown.forecast}
            search={{ ...search, ...NO_TERMS, ...shown.terms }}
            change={change}
          />
        </div>
      )}
    </>
  );
}

const NO_TERMS = {
  ...{ until: undefined, unit: undefined, months: undefined, rate: undefined, outliers: undefined },
};

/** What a part of the page works with. */
export interface PartProps {
  forecast: ValueForecast;
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
}

function Part(props: PartProps) {
  switch (props.search.section ?? 'customers') {
    case 'customers':
      return <ValuableCustomers {...props} />;
    case 'accuracy':
      return <HoldOut holdOut={props.forecast.holdOut} />;
    case 'lapses':
      return <Lapses {...props} />;
    case 'predictability':
      return <PredictableCustomers {...props} />;
    case 'quadrants':
      return <Quadrants {...props} />;
    case 'referrals':
      return <Referrals {...props} />;
    case 'model':
      return <ModelPart forecast={props.forecast} />;
  }
}
