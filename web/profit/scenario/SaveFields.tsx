import type { Scenario } from '@clientele/engine';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ScenarioCard, scenarioEndpoints } from '../../../contract/scenarios.ts';
import { CustomerLookup } from '../../CustomerLookup.tsx';
import { call } from '../../call.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './Scenario.module.css';

/** The name of a scenario, the customers that it is about, and where it is saved to. */
export function SaveFields({
  card,
  scenario,
  enabled,
}: {
  card: ScenarioCard | undefined;
  scenario: Scenario;
  enabled: boolean;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(card?.name ?? '');
  const [customers, setCustomers] = useState(card?.customers ?? []);
  const save = useMutation({
    mutationFn: (as: 'new' | 'same') =>
      call(scenarioEndpoints.saveScenario, {
        body: {
          name,
          scenario: scenario as never,
          customers: customers.map(customer => customer.id),
          ...(as === 'same' && card && { id: card.id, revision: card.revision }),
        },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [scenarioEndpoints.scenarios.name] });
      await navigate({ to: '.', search: ({ period }) => ({ period, id }) });
    },
  });
  const ready = enabled && name.trim() !== '';
  return (
    <div className={classes.save}>
      <TextField label="Name" value={name} onChange={event => setName(event.target.value)} />
      <Attached customers={customers} set={setCustomers} />
      {card && (
        <Button kind="primary" disabled={!ready} busy={save.isPending} onClick={() => save.mutate('same')}>
          Save
        </Button>
      )}
      <Button
        kind={card ? 'plain' : 'primary'}
        disabled={!ready}
        busy={save.isPending}
        onClick={() => save.mutate('new')}
      >
        Save as a new one
      </Button>
      {save.error && <Problem error={save.error} />}
    </div>
  );
}

interface AttachedProps {
  customers: ScenarioCard['customers'];
  set: (customers: ScenarioCard['customers']) => void;
}

/** Customers that the scenario is about, looked up by name or number: it stands on their pages. */
function Attached({ customers, set }: AttachedProps) {
  const [typed, setTyped] = useState('');
  return (
    <div className={classes.attached}>
      <CustomerLookup
        label="About the customer"
        placeholder="Name or number"
        typed={typed}
        type={setTyped}
        found={({ id, name }) => {
          setTyped('');
          if (customers.every(one => one.id !== id)) set([...customers, { id, name }]);
        }}
      />
      {customers.length > 0 && (
        <ul aria-label="Customers that it is about">
          {customers.map(({ id, name }) => (
            <li key={id}>
              {name}
              <Button
                kind="quiet"
                aria-label={`Not about ${name}`}
                onClick={() => set(customers.filter(one => one.id !== id))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
