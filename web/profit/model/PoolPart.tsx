import type { Activity, CostModel, Pool } from '@clientele/engine';
import type { Reconciliation } from '../../../contract/profit-answers.ts';
import { figureOf } from '../../../contract/profit-figure.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Button } from '../../ui/Button.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { amountText, countText, shareText } from '../../ui/number-text.ts';
import { Equation } from './Equation.tsx';
import classes from './Model.module.css';

interface PoolPartProps {
  pool: Pool;
  model: CostModel;
  /** What became of the pool in the period; undefined before it is read, and of a pool that is new. */
  line: Reconciliation['pools'][number] | undefined;
  isTried: (activity: string, term: number) => boolean;
  change: (activity: string, term: number, minutes: string) => void;
  editPool: (pool: Pool) => void;
  editActivity: (activity: Activity) => void;
}

const KINDS: Readonly<Record<Pool['kind'], string>> = {
  time: 'by time, at practical capacity',
  rate: 'by time, at a fixed rate',
  money: 'money traced to the customer',
  sustaining: 'sustaining, never spread',
};

/** A pool with its capacity and rate, and the activities that draw on it. */
export function PoolPart({ pool, model, line, isTried, change, editPool, editActivity }: PoolPartProps) {
  const activities = model.activities.filter(activity => activity.pool === pool.key);
  const rate = rateOf(pool, line);
  return (
    <section className={classes.pool} aria-label={pool.name}>
      <header className={classes.poolHead}>
        <h3>{pool.name}</h3>
        <span className={classes.each}>
          {KINDS[pool.kind]}
          {pool.assumed && ' · assumed'}
        </span>
        <Facts pool={pool} line={line} rate={rate} currency={model.currency} />
        <Button kind="quiet" aria-label={`Edit ${pool.name}`} onClick={() => editPool(pool)}>
          Edit
        </Button>
      </header>
      {activities.map(activity => (
        <div key={activity.key} className={classes.activity}>
          <span>
            {activity.name}
            {activity.assumed && <span className={classes.each}> · assumed</span>}
          </span>
          <Equation
            activity={activity}
            rate={rate}
            currency={model.currency}
            isTried={term => isTried(activity.key, term)}
            change={(term, minutes) => change(activity.key, term, minutes)}
          />
          <Button kind="quiet" aria-label={`Edit ${activity.name}`} onClick={() => editActivity(activity)}>
            Edit
          </Button>
          {activity.source && <span className={classes.source}>{activity.source}</span>}
        </div>
      ))}
      {activities.length === 0 && pool.kind !== 'sustaining' && (
        <p className={classes.note}>No activity draws on it: nothing of it reaches a customer.</p>
      )}
    </section>
  );
}

function Facts({
  pool,
  line,
  rate,
  currency,
}: Pick<PoolPartProps, 'pool' | 'line'> & { rate: number | undefined; currency: string }) {
  const figure = (part?: string) => figureOf('pool', pool.key, ...(part ? [part] : []));
  const share = line?.capacityMinutes ? (line.usedMinutes ?? 0) / line.capacityMinutes : undefined;
  return (
    <dl className={classes.facts}>
      {line && pool.kind !== 'rate' && (
        <Fact term="Cost">
          <Amount value={line.ledger} figure={figure()} unit={currency} />
        </Fact>
      )}
      {line && line.usedMinutes !== null && pool.kind === 'time' && (
        <Fact term="Used">
          <Figure
            figure={figure('used')}
            exact={`${countText(line.usedMinutes)} of ${countText(line.capacityMinutes)} minutes`}
            tone={share !== undefined && share > 1 ? 'loss' : undefined}
          >
            {shareText(share)}
          </Figure>
        </Fact>
      )}
      {line && pool.kind === 'time' && (
        <Fact term={Number(line.unused) < 0 ? 'Over-used' : 'Unused'}>
          <Amount value={line.unused} figure={figure('unused')} unit={currency} />
        </Fact>
      )}
      {rate !== undefined && (
        <Fact term="A minute">
          <Figure figure={figure('rate')}>
            {amountText(String(rate), 2)} {currency}
          </Figure>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Over the period: what is booked ÷ practical capacity, or the fixed rate. */
function rateOf(pool: Pool, line: PoolPartProps['line']): number | undefined {
  if (pool.kind === 'rate') return Number(pool.ratePerMinute);
  if (pool.kind !== 'time' || !line?.capacityMinutes) return undefined;
  return Number(line.ledger) / line.capacityMinutes;
}
