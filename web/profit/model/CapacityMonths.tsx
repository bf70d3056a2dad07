import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { capacityEndpoints } from '../../../contract/capacity.ts';
import { figureIn, figureOf } from '../../../contract/profit-figure.ts';
import { usePeriod } from '../../address.ts';
import { type Answer, reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Figure } from '../../ui/Figure.tsx';
import { countText, exactText, shareText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import classes from './Capacity.module.css';

type Capacity = Answer<typeof capacityEndpoints.capacity>;
type Pool = Capacity['pools'][number];

/** Used share of each pool by month, the fuller the darker, and whom its fullest month is owed to. */
export function CapacityMonths() {
  const period = usePeriod();
  const asked = useQuery({
    ...reading(capacityEndpoints.capacity, { query: { period } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title="Practical capacity by month" note="% used">
      {asked.error && <Problem error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data ? <Months capacity={asked.data} /> : !asked.error && <Skeleton height={320} />}
    </Section>
  );
}

function Months({ capacity }: { capacity: Capacity }) {
  const { months, pools, currency } = capacity;
  if (months.length === 0)
    return <p className={classes.note}>No pool has a capacity in time in these months.</p>;
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>Pool</th>
              {months.map(month => (
                <th key={month} title={periodText(month)}>
                  {month.slice(2)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pools.map(pool => (
              <tr key={pool.pool}>
                <th scope="row">{pool.name}</th>
                {pool.months.map((month, index) => (
                  <Cell key={months[index]} pool={pool} month={month} currency={currency} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={classes.peaks}>
        {pools.map(pool => (
          <Peak key={pool.pool} pool={pool} />
        ))}
      </ul>
    </>
  );
}

function Cell({ pool, month, currency }: { pool: Pool; month: Pool['months'][number]; currency: string }) {
  if (!month) return <td className={classes.missing}>–</td>;
  const share = month.used / month.capacity;
  const exact = `${countText(month.used, 0)} of ${countText(month.capacity, 0)} minutes, ${exactText(month.unused)} ${currency} unused`;
  return (
    <td data-over={share > 1 || undefined} data-step={stepOf(share)}>
      <Figure
        figure={figureIn(figureOf('pool', pool.pool, 'used'), month.month)}
        exact={exact}
        label={`${pool.name}, ${month.month}:`}
      >
        {shareText(share).replace(' %', '')}
      </Figure>
    </td>
  );
}

/** Of the ramp: under 60 %, 80 %, 100 %, and over it. */
function stepOf(share: number): number {
  if (share > 1) return 4;
  if (share > 0.8) return 3;
  return share > 0.6 ? 2 : 1;
}

function Peak({ pool: { name, peak, months } }: { pool: Pool }) {
  if (!peak) return null;
  const fullest = months.find(month => month?.month === peak.month);
  const share = fullest ? fullest.used / fullest.capacity : undefined;
  return (
    <li>
      {name}, fullest in {periodText(peak.month)} at {shareText(share)}
      {peak.causes.length === 0 && ': nobody took more than in an average month'}
      {peak.causes.length > 0 && ': '}
      {peak.causes.slice(0, 3).map(({ id, name: customer, minutes, average }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to={paths.customer} params={{ id }}>
            {customer}
          </Link>{' '}
          {countText(minutes, 0)} min instead of {countText(average, 0)}
        </span>
      ))}
    </li>
  );
}
