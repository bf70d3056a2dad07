import { type FormEvent, useState } from 'react';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { TextArea, TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerField, useCustomersNamed } from './CustomerField.tsx';
import { Trainings } from './Trainings.tsx';
import classes from './Walls.module.css';
import type { PartProps } from './WallsPage.tsx';
import { WhoLink } from './WhoLink.tsx';
import { useWallChange } from './wall-change.ts';
import { isOver, peopleText } from './wall-words.ts';

/** How what lies behind a wall is handled, which training it takes, and who passed it. */
export function HandlingRules({ walls, search, change }: PartProps) {
  const ruled = ruledCustomers(walls);
  const [customer] = useCustomersNamed(search.customer ? [search.customer] : []) ?? [];
  return (
    <>
      <Section
        title="Handling rules"
        note="Every participant reads and signs them, in each new version, before the wall opens"
      >
        <div className={`${classes.fields} ${classes.few}`}>
          <CustomerField
            label="Rules and training of"
            chosen={search.customer}
            choose={chosen => change({ customer: chosen?.id })}
          />
        </div>
        {customer && <RulesForm key={customer.id} walls={walls} customer={customer} />}
        {ruled.length === 0 ? (
          !customer && (
            <p className={classes.note}>
              No customer has rules or takes training. Choose one to write them: participants then see the
              rules under My walls, and sign them there.
            </p>
          )
        ) : (
          <PlainTable
            label="Handling rules by customer"
            rows={ruled}
            keyOf={one => one.customer.id}
            columns={[
              { title: 'Customer', cell: one => <WhoLink customer={one.customer} /> },
              {
                title: 'Rules',
                cell: one => one.rules && <span className={classes.rules}>{one.rules}</span>,
              },
              { title: 'Version', tight: true, cell: one => one.version },
              { title: 'Required training', cell: one => one.training.join(', ') || 'none' },
              {
                title: '',
                cell: one => (
                  <Button
                    kind="quiet"
                    aria-label={`Change the rules of ${one.customer.name}`}
                    onClick={() => change({ customer: one.customer.id })}
                  >
                    Change
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Trainings walls={walls} />
    </>
  );
}

interface RulesFormProps {
  walls: WallsAnswer;
  customer: WallsAnswer['handling'][number]['customer'];
}

function RulesForm({ walls, customer }: RulesFormProps) {
  const before = ruledCustomers(walls).find(one => one.customer.id === customer.id);
  const [rules, setRules] = useState(before?.rules ?? '');
  const [training, setTraining] = useState(before?.training.join(', ') ?? '');
  const newRules = rules.trim() !== (before?.rules ?? '') && rules.trim() !== '';
  const names = training.split(',').flatMap(one => one.trim() || []);
  const newTraining = names.join(', ') !== (before?.training.join(', ') ?? '');
  const keeping = useWallChange(() =>
    call(wallEndpoints.setHandling, {
      body: { customer: customer.id, ...(newRules && { rules }), ...(newTraining && { training: names }) },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  const bound = new Set(
    walls.participants
      .filter(one => one.customer.id === customer.id && !isOver(one))
      .map(one => one.person.id),
  ).size;
  return (
    <form className={classes.fields} onSubmit={submit}>
      <TextArea
        label={`Handling rules of ${customer.name}`}
        rows={4}
        maxLength={2000}
        value={rules}
        onChange={event => setRules(event.target.value)}
      />
      <TextField
        label="Required training"
        hint="Several with commas between them; empty for none"
        value={training}
        onChange={event => setTraining(event.target.value)}
      />
      <Button type="submit" disabled={!newRules && !newTraining} busy={keeping.isPending}>
        {newRules ? `Keep as version ${(before?.version ?? 0) + 1}` : 'Keep'}
      </Button>
      {newRules && bound > 0 && (
        <p className={`${classes.note} ${classes.whole}`}>
          {peopleText(bound)} {bound === 1 ? 'has' : 'have'} to sign before {customer.name} is open to them
          {before?.version ? ' again' : ''}.
        </p>
      )}
      {keeping.error && <Problem title="The rules were not kept" error={keeping.error} />}
    </form>
  );
}

interface Ruled {
  customer: WallsAnswer['handling'][number]['customer'];
  version: number | undefined;
  rules: string | undefined;
  training: readonly string[];
}

/** Customers with rules, training or both, by name. */
function ruledCustomers({ handling, trainingRequired }: WallsAnswer): readonly Ruled[] {
  const customers = new Map(
    [...handling, ...trainingRequired].map(({ customer }) => [customer.id, customer]),
  );
  return [...customers.values()]
    .map(customer => {
      const rules = handling.find(one => one.customer.id === customer.id);
      const required = trainingRequired.filter(one => one.customer.id === customer.id);
      return {
        customer,
        version: rules?.version,
        rules: rules?.rules,
        training: required.map(one => one.training),
      };
    })
    .sort((a, b) => a.customer.name.localeCompare(b.customer.name));
}
