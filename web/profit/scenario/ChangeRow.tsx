import { type ScenarioChange, scenarioProblem } from '@clientele/engine';
import { whereText } from '../../../contract/scenario-text.ts';
import { conditionText, readCondition } from '../../../contract/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { type Choice, SelectField, TextField } from '../../ui/Field.tsx';
import { countText } from '../../ui/number-text.ts';
import { FieldFilter } from '../FieldFilter.tsx';
import { CustomerField } from './CustomerField.tsx';
import classes from './Scenario.module.css';
import { KINDS, type Kind, kindOf } from './scenario-words.ts';

export interface Choices {
  readonly segments: readonly string[];
  readonly countries: readonly string[];
  /** Undefined where there are too many to list: one is looked up by name or number. */
  readonly customers: readonly Choice[] | undefined;
  readonly activities: readonly Choice[];
  readonly pools: readonly Choice[];
}

interface ChangeRowProps {
  change: ScenarioChange;
  number: number;
  choices: Choices;
  currency: string;
  /** How many customers it meets; undefined while that is worked out. */
  met: number | undefined;
  set: (change: ScenarioChange) => void;
  remove: () => void;
}

/** One thing that changes: what, by how much, and for whom. */
export function ChangeRow({ change, number, choices, currency, met, set, remove }: ChangeRowProps) {
  const { kind } = change;
  const known = kindOf(kind);
  const problem = scenarioProblem(change);
  const name = `Change ${number}`;
  return (
    <fieldset className={classes.change}>
      <legend className="visually-hidden">{name}</legend>
      <div className={classes.what}>
        <SelectField
          label="What"
          value={kind}
          onChange={event => set(fresh(event.target.value as Kind, choices))}
          choices={KINDS.map(({ kind: value, title: text }) => ({ value, text }))}
        />
        <Of change={change} choices={choices} set={set} />
        <Amount change={change} name={name} currency={currency} problem={problem} set={set} />
        <Button kind="quiet" aria-label={`Remove change ${number}`} onClick={remove}>
          Remove
        </Button>
      </div>
      <Whom change={change} choices={choices} set={set} />
      <p className={classes.note}>
        {met === 0 ? (
          <span className={classes.nobody}>Meets nobody in this period. </span>
        ) : (
          met !== undefined && `For ${countText(met)} ${met === 1 ? 'customer' : 'customers'}. `
        )}
        {change.where && `${whereText(change.where)}. `}
        {known.note}
      </p>
    </fieldset>
  );
}

function fresh(kind: Kind, { activities, pools }: Choices): ScenarioChange {
  const change = kindOf(kind).fresh;
  if ('activity' in change) return { ...change, activity: activities[0]?.value ?? '' };
  return change.kind === 'rate' ? { ...change, pool: pools[0]?.value ?? '' } : change;
}

type Part = Pick<ChangeRowProps, 'change' | 'choices' | 'set'>;

/** What kinds need beside the number: which activity, which pool, each of what, at which interest. */
function Of({ change, choices, set }: Part) {
  if (change.kind === 'fee')
    return (
      <SelectField
        label="For each"
        value={change.each}
        onChange={event => set({ ...change, each: event.target.value as 'order' | 'delivery' })}
        choices={[
          { value: 'delivery', text: 'delivery' },
          { value: 'order', text: 'order' },
        ]}
      />
    );
  if (change.kind === 'service' || change.kind === 'minutes')
    return (
      <SelectField
        label="Activity"
        value={change.activity}
        onChange={event => set({ ...change, activity: event.target.value })}
        choices={withCurrent(choices.activities, change.activity)}
      />
    );
  if (change.kind === 'rate')
    return (
      <SelectField
        label="Pool"
        value={change.pool}
        onChange={event => set({ ...change, pool: event.target.value })}
        choices={withCurrent(choices.pools, change.pool)}
      />
    );
  if (change.kind === 'paymentTerms')
    return (
      <TextField
        label="Interest a year, %"
        type="number"
        step="0.1"
        value={tidy(change.yearlyRate * 100)}
        onChange={event => set({ ...change, yearlyRate: Number(event.target.value) / 100 })}
      />
    );
  return null;
}

function Amount({
  change,
  name,
  currency,
  problem,
  set,
}: Pick<ChangeRowProps, 'change' | 'currency' | 'set'> & { name: string; problem: string | undefined }) {
  const { field, unit, min, max, step, scale, title } = kindOf(change.kind);
  const held = (change as unknown as Record<string, number>)[field] as number;
  const value = tidy(held * scale);
  const changed = (text: string) =>
    set({ ...change, [field]: text === '' ? 0 : Number(text) / scale } as ScenarioChange);
  const inMoney = unit === 'each' || unit === 'an order' ? `${currency} ${unit}` : unit;
  return (
    <div className={classes.amount}>
      <TextField
        label={`${title}, ${inMoney}`}
        type="number"
        step={step}
        value={value}
        problem={problem}
        onChange={event => changed(event.target.value)}
      />
      <input
        type="range"
        aria-label={`${name}, ${title.toLowerCase()}, slider`}
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={event => changed(event.target.value)}
      />
    </div>
  );
}

/** Without the dust of doubles: 2.9999999999999996 is 3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** What is asked for stands among the choices though the period has it no more, so that nothing shows as meant for all. */
function withCurrent(offered: readonly Choice[], current: string | undefined): readonly Choice[] {
  if (current === undefined || offered.some(({ value }) => value === current)) return offered;
  return [...offered, { value: current, text: `${current}, not in this period` }];
}

function Whom({ change, choices, set }: Part) {
  const field = (
    label: string,
    key: 'segment' | 'country' | 'customer' | 'sign',
    offered: readonly Choice[],
  ) => (
    <SelectField
      label={label}
      labelHidden
      value={change[key] ?? ''}
      onChange={event => set({ ...change, [key]: event.target.value || undefined } as ScenarioChange)}
      choices={withCurrent(offered, change[key])}
    />
  );
  const named = (first: string, texts: readonly string[]) => [
    { value: '', text: first },
    ...texts.map(text => ({ value: text, text })),
  ];
  return (
    <div className={classes.whom}>
      {field('Segment', 'segment', named('All segments', choices.segments))}
      {field('Country', 'country', named('All countries', choices.countries))}
      {choices.customers ? (
        field('Customer', 'customer', [{ value: '', text: 'All customers' }, ...choices.customers])
      ) : (
        <CustomerField
          customer={change.customer}
          set={customer => set({ ...change, customer } as ScenarioChange)}
        />
      )}
      {field('Profit', 'sign', [
        { value: '', text: 'Earning or losing' },
        { value: 'loss', text: 'Those that lose money' },
        { value: 'gain', text: 'Those that earn money' },
      ])}
      <SelectField
        label="Size"
        labelHidden
        value={String(change.largest ?? '')}
        onChange={event =>
          set({ ...change, largest: event.target.value ? Number(event.target.value) : undefined })
        }
        choices={[
          { value: '', text: 'Of any size' },
          ...[10, 20, 50, 100].map(count => ({ value: String(count), text: `The ${count} largest` })),
        ]}
      />
      <FieldFilter
        search={{ where: change.where?.map(conditionText) }}
        change={({ where }) =>
          set({ ...change, where: where?.flatMap(text => readCondition(text) ?? []) } as ScenarioChange)
        }
      />
    </div>
  );
}
