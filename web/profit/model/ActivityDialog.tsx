import { type Activity, COST_LINES, type CostModel, DRIVERS, type Term } from '@clientele/engine';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Certainty } from './Certainty.tsx';
import { Exceptions } from './Exceptions.tsx';
import classes from './ModelDialogs.module.css';
import { paidText, unitText } from './model-words.ts';

interface ActivityDialogProps {
  activity: Activity;
  model: CostModel;
  /** Kinds of activity that the book has, beside those that the model counts already. */
  kinds: readonly string[];
  /** Undefined for an activity that is new. */
  remove: (() => void) | undefined;
  save: (activity: Activity) => void;
  close: () => void;
}

/** Everything about an activity: what it is called, where its cost shows, which pool it draws on, its time equation. */
export function ActivityDialog({ activity, model, kinds, remove, save, close }: ActivityDialogProps) {
  const [draft, setDraft] = useState(activity);
  const set = (part: Partial<Activity>) => setDraft(before => ({ ...before, ...part }));
  const pool = model.pools.find(({ key }) => key === draft.pool);
  const takesMoney = pool?.kind === 'money';
  const draws = (key: string) => {
    const money = model.pools.find(candidate => candidate.key === key)?.kind === 'money';
    const { minutes: _m, money: _t, ...rest } = draft;
    const first = kinds[0] === undefined ? [] : [`activity.${kinds[0]}.money`];
    setDraft({
      ...rest,
      pool: key,
      ...(money ? { money: draft.money ?? first } : { minutes: draft.minutes ?? [NEW_TERM] }),
    });
  };
  return (
    <Dialog label={draft.name || 'New activity'} close={close}>
      <div className={classes.form}>
        <h2>{activity.name || 'New activity'}</h2>
        <TextField label="Name" value={draft.name} onChange={event => set({ name: event.target.value })} />
        <div className={classes.row}>
          <SelectField
            label="Cost line"
            value={draft.line}
            onChange={event => set({ line: event.target.value as Activity['line'] })}
            choices={COST_LINES.map(([value, text]) => ({ value, text }))}
          />
          <SelectField
            label="Draws on"
            value={draft.pool}
            onChange={event => draws(event.target.value)}
            choices={model.pools
              .filter(({ kind }) => kind !== 'sustaining')
              .map(({ key, name }) => ({ value: key, text: name }))}
          />
        </div>
        {takesMoney ? (
          <MoneyField money={draft.money ?? []} kinds={kinds} set={money => set({ money })} />
        ) : (
          <Terms terms={draft.minutes ?? []} kinds={kinds} set={minutes => set({ minutes })} />
        )}
        <Certainty assumed={draft.assumed} source={draft.source} set={set} />
      </div>
      <footer className={classes.foot}>
        <Button kind="primary" disabled={draft.name.trim() === ''} onClick={() => save(draft)}>
          Put into the draft
        </Button>
        <Button onClick={close}>Cancel</Button>
        {remove && (
          <Button kind="danger" onClick={remove}>
            Remove
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

const NEW_TERM: Term = { driver: 'orders', minutes: '5' };

interface TermsProps {
  terms: readonly Term[];
  kinds: readonly string[];
  set: (terms: Term[]) => void;
}

function Terms({ terms, kinds, set }: TermsProps) {
  const change = (index: number, part: Partial<Term>) =>
    set(terms.map((term, at) => (at === index ? { ...term, ...part } : term)));
  return (
    <fieldset>
      <legend className={classes.each}>Time equation: minutes are the sum of</legend>
      {terms.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term is known by its place in the equation
        <div key={index} className={classes.terms}>
          <SelectField
            label="Each"
            value={term.driver}
            onChange={event =>
              set(terms.map((one, at) => (at === index ? ofDriver(one, event.target.value) : one)))
            }
            choices={driverChoices(kinds, term.driver)}
          />
          <TextField
            label="Minutes"
            inputMode="decimal"
            value={term.minutes}
            onChange={event => change(index, { minutes: event.target.value })}
          />
          <TextField
            label="Only with the flag"
            value={term.when ?? ''}
            disabled={!term.driver.startsWith('activity.')}
            onChange={event => change(index, { when: event.target.value || undefined })}
          />
          <Button
            kind="quiet"
            aria-label={`Remove minutes per ${unitText(term)}`}
            onClick={() => set(terms.filter((_, at) => at !== index))}
          >
            Remove
          </Button>
          <Exceptions term={term} set={exceptions => change(index, { exceptions })} />
        </div>
      ))}
      <Button kind="quiet" onClick={() => set([...terms, NEW_TERM])}>
        Add minutes
      </Button>
    </fieldset>
  );
}

/** A driver that does not add over months counts by the month: pools of time have a rate of their own each month. */
function ofDriver({ minutes, exceptions }: Term, driver: string): Term {
  const adds = DRIVERS.find(({ key }) => key === driver)?.adds;
  return {
    ...{ driver, minutes },
    ...(adds === false && { over: 'month' as const }),
    ...(exceptions && { exceptions }),
  };
}

function driverChoices(kinds: readonly string[], current: string) {
  const drivers = [
    ...DRIVERS.map(({ key }) => key as string),
    ...kinds.flatMap(kind => [`activity.${kind}`, `activity.${kind}.minutes`]),
  ];
  return [...new Set([...drivers, current])].map(value => ({
    value,
    text: unitText({ driver: value, minutes: '0', over: 'month' }),
  }));
}

function MoneyField({
  money,
  kinds,
  set,
}: {
  money: readonly string[];
  kinds: readonly string[];
  set: (money: string[]) => void;
}) {
  const choices = [...new Set([...kinds.map(kind => `activity.${kind}.money`), ...money])];
  return (
    <fieldset>
      <legend className={classes.each}>The money paid for</legend>
      {choices.map(driver => (
        <label key={driver} className={classes.check}>
          <input
            type="checkbox"
            checked={money.includes(driver)}
            onChange={event =>
              set(event.target.checked ? [...money, driver] : money.filter(one => one !== driver))
            }
          />
          {paidText(driver)}
        </label>
      ))}
      {choices.length === 0 && <p className={classes.note}>No activity in the book carries money.</p>}
    </fieldset>
  );
}
