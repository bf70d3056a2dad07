import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { modelEndpoints } from '../../../contract/models.ts';
import { usePeriod } from '../../address.ts';
import { type Answer, reading } from '../../call.ts';
import { Amount } from '../../ui/Amount.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import classes from './Model.module.css';

type Measurement = Answer<typeof modelEndpoints.measurements>['measurements'][number];

/** The three assumptions whose measurement would make the most money surer, and how each is measured. */
export function Measurements() {
  const period = usePeriod();
  const asked = useQuery({
    ...reading(modelEndpoints.measurements, { query: { period } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title="What to measure first">
      {asked.error && <Problem error={asked.error} retry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton height={160} />}
      {asked.data?.measurements.length === 0 && (
        <p className={classes.note}>No cost rests on an assumption.</p>
      )}
      <ol className={classes.measurements}>
        {asked.data?.measurements.map((measurement, index) => (
          <li key={`${measurement.kind} ${measurement.key}`}>
            <strong>{titleOf(measurement)}</strong> {raisesText(measurement)}
            {measurement.customers > 0 && (
              <>
                {' '}
                on{' '}
                <Amount
                  value={measurement.revenue}
                  figure={`measurement/${index + 1}/revenue`}
                  short
                  unit={asked.data?.currency}
                />{' '}
                of revenue
              </>
            )}
            , and frees{' '}
            <Amount
              value={measurement.freed}
              figure={`measurement/${index + 1}/freed`}
              short
              unit={asked.data?.currency}
            />{' '}
            of cost from assumptions. <span className={classes.each}>{measurement.how}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function titleOf({ kind, name }: Measurement): string {
  if (kind === 'productCost') return 'Product cost that nobody states';
  return kind === 'pool' ? `${name}: cost and capacity` : `${name}: minutes`;
}

/** "raises 14 customers from C to B, 2 from D to C"; "raises no grade yet". */
function raisesText({ raises }: Measurement): string {
  if (raises.length === 0) return 'raises no grade by itself';
  const [first, ...others] = raises.map(
    ({ from, to, customers }, index) =>
      `${countText(customers)}${index === 0 ? (customers === 1 ? ' customer' : ' customers') : ''} from ${from} to ${to}`,
  );
  return `raises ${[first, ...others].join(', ')}`;
}
