import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CustomerDecisions, type Decision, decisionEndpoints } from '../../contract/decisions.ts';
import { usePeriod } from '../address.ts';
import { call, reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import classes from './Decision.module.css';
import { decidedText, whyText } from './decision-text.ts';

/** The decision that a customer large in revenue and small in profit asks for, and what was decided before. */
export function CustomerDecision({ id }: { id: string }) {
  const period = usePeriod();
  const asked = useQuery(reading(decisionEndpoints.customerDecisions, { params: { id }, query: { period } }));
  if (asked.error) {
    return (
      <Problem
        title="The decisions could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  }
  const about = asked.data;
  if (!about || about.state === null) return null;
  return (
    <Section title={titleOf(about)} note={about.rule}>
      <Questions key={about.history[0]?.at ?? 'first'} id={id} period={period} about={about} />
      {about.history.length > 0 && <History history={about.history} />}
    </Section>
  );
}

function titleOf({ why, state, history }: CustomerDecisions): string {
  const [newest] = history;
  if (state === 'open' || !newest) return `Large in revenue, and it ${whyText(why)}: a decision is asked`;
  const due = state === 'due' ? `due for review since ${newest.reviewOn}` : `review on ${newest.reviewOn}`;
  return `${decidedText(newest)}: ${newest.owner}, ${due}`;
}

const CHOICES = [
  { value: '', text: 'Choose' },
  { value: 'no', text: 'No' },
  { value: 'yes', text: 'Yes' },
];

function Questions({ id, period, about }: { id: string; period: string; about: CustomerDecisions }) {
  const queries = useQueryClient();
  const [answer, setAnswer] = useState({ enough: '', action: '', owner: '', reviewOn: '' });
  const change = (next: Partial<typeof answer>) => setAnswer(before => ({ ...before, ...next }));
  const deciding = useMutation({
    mutationFn: () =>
      call(decisionEndpoints.decide, {
        params: { id },
        query: { period },
        body: { ...answer, enough: answer.enough === 'yes' },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [decisionEndpoints.customerDecisions.name] });
      await queries.invalidateQueries({ queryKey: [decisionEndpoints.decisions.name] });
    },
  });
  const whole =
    answer.enough !== '' &&
    answer.owner.trim() !== '' &&
    answer.reviewOn !== '' &&
    (answer.enough === 'yes' || answer.action.trim() !== '');
  return (
    <form
      className={classes.questions}
      onSubmit={event => {
        event.preventDefault();
        deciding.mutate();
      }}
    >
      <SelectField
        label="Is its profit enough for special care?"
        choices={CHOICES}
        value={answer.enough}
        onChange={event => change({ enough: event.target.value })}
      />
      <TextField
        label={answer.enough === 'yes' ? 'What is to be kept up?' : 'If not, what must be done?'}
        value={answer.action}
        onChange={event => change({ action: event.target.value })}
      />
      <TextField
        label="Who sees to it?"
        autoComplete="off"
        value={answer.owner}
        onChange={event => change({ owner: event.target.value })}
      />
      <TextField
        label="By when is it looked at again?"
        type="date"
        value={answer.reviewOn}
        onChange={event => change({ reviewOn: event.target.value })}
      />
      <Button type="submit" kind="primary" disabled={!whole} busy={deciding.isPending}>
        {about.history.length > 0 ? 'Decide anew' : 'Decide'}
      </Button>
      {deciding.error && <Problem title="The decision was not kept" error={deciding.error} />}
    </form>
  );
}

function History({ history }: { history: readonly Decision[] }) {
  return (
    <table className={classes.history} aria-label="Decisions, the newest first">
      <thead>
        <tr>
          <th scope="col">Decided</th>
          <th scope="col">What</th>
          <th scope="col">Owner</th>
          <th scope="col">Review</th>
        </tr>
      </thead>
      <tbody>
        {history.map(decision => (
          <tr key={decision.at}>
            <td title={`by ${decision.by}`}>{decision.at.slice(0, 10)}</td>
            <td>{decidedText(decision)}</td>
            <td>{decision.owner}</td>
            <td>{decision.reviewOn}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
