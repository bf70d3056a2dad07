import { type Scenario, type ScenarioChange, scenarioProblem } from '@clientele/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { changeText } from '../../../contract/scenario-text.ts';
import { type ScenarioCard, scenarioEndpoints } from '../../../contract/scenarios.ts';
import { usePeriod } from '../../address.ts';
import { type Answer, reading } from '../../call.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { usePlace } from '../../ui/place.ts';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useBookState } from '../book-state.ts';
import { EmptyBook } from '../EmptyBook.tsx';
import { OutOfSight } from '../OutOfSight.tsx';
import { ChangeRow, type Choices } from './ChangeRow.tsx';
import { Gains, Movers, OutcomeTable } from './Outcome.tsx';
import { SavedScenarios } from './SavedScenarios.tsx';
import { SaveFields } from './SaveFields.tsx';
import classes from './Scenario.module.css';
import { NO_CHANGE, readDraft } from './scenario-search.ts';
import { KINDS, outcomeText } from './scenario-words.ts';
import { useRan } from './use-ran.ts';

const route = getRouteApi('/scenarios');

/** What if: prices, terms, service, volumes and rates, for whom, and what it would come to. Actuals stay as they are. */
export function ScenariosPage() {
  usePlace('Scenarios');
  const period = usePeriod();
  const book = useBookState();
  const { id } = route.useSearch();
  const saved = useQuery(reading(scenarioEndpoints.scenarios));
  const basis = useQuery({
    ...reading(scenarioEndpoints.scenarioBasis, { query: { period } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const error = saved.error ?? basis.error;
  if (error)
    return (
      <Problem title="The scenarios could not be read" error={error} retry={() => void basis.refetch()} />
    );
  if (book === 'empty') return <EmptyBook />;
  if (book === 'out of sight') return <OutOfSight />;
  if (!saved.data || !basis.data) return <Skeleton height={720} label="Reading the period" />;
  const card = saved.data.find(one => one.id === id);
  return <Editor key={`${id} ${card?.revision}`} card={card} saved={saved.data} answer={basis.data} />;
}

interface EditorProps {
  card: ScenarioCard | undefined;
  saved: readonly ScenarioCard[];
  answer: Answer<typeof scenarioEndpoints.scenarioBasis>;
}

function Editor({ card, saved, answer }: EditorProps) {
  const { scenario, set } = useDraft(card);
  const [compared, setCompared] = useState<readonly string[]>([]);
  const { currency } = answer;
  const wrong = scenario.changes.some(change => scenarioProblem(change));
  const beside = useMemo(() => saved.filter(one => compared.includes(one.id)), [saved, compared]);
  const all = useMemo(() => [scenario, ...beside.map(one => one.scenario as Scenario)], [scenario, beside]);
  const { ran: outcomes, gains, error } = useRan(answer, all);
  const asSaved = card && JSON.stringify(card.scenario) === JSON.stringify(scenario) ? card.id : undefined;
  const outcome = outcomes[0];
  const choices = useMemo(() => choicesOf(answer), [answer]);
  const change = (index: number, to: ScenarioChange | undefined) =>
    set({
      ...scenario,
      changes: scenario.changes.flatMap((one, at) => (at === index ? (to ?? []) : [one])),
    });
  const names = [card?.name ?? 'This scenario', ...beside.map(({ name }) => name)];
  const ids = [asSaved, ...beside.map(({ id }) => id)];
  const ran = outcomes.flatMap((one, index) =>
    one ? [{ name: names[index] as string, ran: one, id: ids[index] }] : [],
  );
  const waiting = wrong ? 'A number is to be mended' : 'Working it out …';
  const said = outcome && !wrong ? outcomeText(outcome) : waiting;
  return (
    <>
      <SavedScenarios saved={saved} shown={card?.id} compared={compared} compare={setCompared} />
      <Section
        title={card?.name ?? 'New scenario'}
        note={card && `saved by ${card.by}`}
        tools={
          <Button
            kind="quiet"
            onClick={() =>
              set({ ...scenario, changes: [...scenario.changes, KINDS[0]?.fresh as ScenarioChange] })
            }
          >
            Add a change
          </Button>
        }
      >
        {scenario.changes.length === 0 && (
          <p className={classes.note}>
            Add what is to change: a price, a discount, a fee, a minimum order, payment terms, a service, a
            volume or a rate; each for whom it is meant. What was stays as it is.
          </p>
        )}
        {scenario.changes.map((one, index) => (
          <ChangeRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a change is known by its place
            key={index}
            change={one}
            number={index + 1}
            choices={choices}
            currency={currency}
            met={outcome?.met[index]}
            set={to => change(index, to)}
            remove={() => change(index, undefined)}
          />
        ))}
        {scenario.changes.length > 0 && <ReactionFields scenario={scenario} set={set} />}
        <SaveFields card={card} scenario={scenario} enabled={!wrong && scenario.changes.length > 0} />
      </Section>
      <Section title={said}>
        <p role="status" className="visually-hidden">
          {said}
        </p>
        {error && <Problem error={error} />}
        <OutcomeTable ran={ran} />
        {gains && <Gains gains={gains} texts={textsOf(scenario, answer)} id={asSaved} />}
        <Movers ran={ran} />
      </Section>
    </>
  );
}

function textsOf({ changes }: Scenario, answer: EditorProps['answer']): string[] {
  const named = (items: readonly { key: string; name: string }[]) => (key: string) =>
    items.find(item => item.key === key)?.name ?? key;
  const names = {
    customer: (id: string) => answer.customers.find(one => one.id === id)?.name ?? id,
    activity: named(answer.activities),
    pool: named(answer.pools),
  };
  return changes.map(change => changeText(change, names));
}

const REST_MS = 300;

/** The scenario as it stands; the address follows once a slider rests. */
function useDraft(card: ScenarioCard | undefined) {
  const navigate = useNavigate();
  const { draft } = route.useSearch();
  const stated = (card?.scenario as Scenario | undefined) ?? NO_CHANGE;
  const [scenario, set] = useState<Scenario>(() => readDraft(draft) ?? stated);
  const text = JSON.stringify(scenario);
  const inAddress = text === JSON.stringify(stated) ? undefined : text;
  useEffect(() => {
    const rest = setTimeout(
      () =>
        void navigate({
          to: '.',
          search: before => ({ ...before, draft: inAddress }),
          replace: true,
          resetScroll: false,
        }),
      REST_MS,
    );
    return () => clearTimeout(rest);
  }, [navigate, inAddress]);
  return { scenario, set };
}

function choicesOf(answer: EditorProps['answer']): Choices {
  const { customers, segments, countries, activities, pools } = answer;
  const named = (items: readonly { key: string; name: string }[]) =>
    items.map(({ key: value, name: text }) => ({ value, text }));
  return {
    segments,
    countries,
    customers: answer.columns
      ? customers
          .map(({ id: value, name: text }) => ({ value, text }))
          .sort((a, b) => a.text.localeCompare(b.text))
      : undefined,
    activities: named(activities),
    pools: named(pools),
  };
}

interface ScenarioProps {
  scenario: Scenario;
  set: (scenario: Scenario) => void;
}

function ReactionFields({ scenario, set }: ScenarioProps) {
  const { reaction } = scenario;
  const field = (label: string, end: 'low' | 'high') => (
    <TextField
      label={label}
      type="number"
      step="0.1"
      max="0"
      value={reaction[end]}
      onChange={event => set({ ...scenario, reaction: { ...reaction, [end]: Number(event.target.value) } })}
    />
  );
  return (
    <div className={classes.reaction}>
      {field('Price elasticity, strongest', 'low')}
      {field('Price elasticity, weakest', 'high')}
      <p className={classes.note}>
        Per cent of quantity for each per cent of price: −1.5 loses 1.5 % for 1 % more. Both 0: customers buy
        as before. Nobody knows it exactly, so give a range.
      </p>
    </div>
  );
}
