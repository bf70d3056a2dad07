import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { wallEndpoints } from '../../contract/walls.ts';
import { type Answer, call, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CustomersField, useCustomersNamed } from './CustomerField.tsx';
import classes from './Walls.module.css';
import type { PartProps } from './WallsPage.tsx';
import { useWallChange } from './wall-change.ts';
import { losersOf, namesText, peopleText, previewText } from './wall-words.ts';

type Preview = Answer<typeof wallEndpoints.previewRivals>;

/** Two clicks choose two customers; what declaring them rivals closes to whom stands there before the third. */
export function DeclareRivals({ walls, search, change }: PartProps) {
  const rivals = search.rivals ?? [];
  const named = useCustomersNamed(rivals);
  const [declared, setDeclared] = useState<{ sentence: string; customer: string | undefined }>();
  const choose = (next: readonly string[]) => {
    setDeclared(undefined);
    change({ rivals: next.length > 0 ? [...next] : undefined });
  };
  return (
    <Section title="Declare rivals" note="Customers that compete: whoever sees one of them sees no other">
      <div className={`${classes.fields} ${classes.few}`}>
        <CustomersField
          label="Customers that are rivals"
          without={rivals}
          add={({ id }) => choose([...rivals, id])}
        />
        {walls.classes.length > 0 && (
          <SelectField
            label="Conflict class"
            value={search.class ?? ''}
            choices={[
              { value: '', text: 'A new one' },
              ...walls.classes.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            onChange={event => change({ class: event.target.value || undefined })}
          />
        )}
      </div>
      {rivals.length > 0 && (
        <ul className={classes.chosen} aria-label="Chosen as rivals">
          {rivals.map(id => {
            const name = named?.find(one => one.id === id)?.name ?? '…';
            return (
              <li key={id}>
                <span>{name}</span>
                <Button
                  kind="quiet"
                  aria-label={`Remove ${name}`}
                  onClick={() => choose(rivals.filter(one => one !== id))}
                >
                  ×
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {declared && <Declared {...declared} />}
      <Previewed
        rivals={rivals}
        into={search.class}
        declared={(sentence, customer) => {
          setDeclared({ sentence, customer });
          change({ rivals: undefined, class: undefined });
        }}
      />
    </Section>
  );
}

function Declared({ sentence, customer }: { sentence: string; customer: string | undefined }) {
  return (
    <p role="status" className={classes.sentence}>
      {sentence}{' '}
      <Link to={paths.walls} search={before => ({ ...before, section: 'participants', customer })}>
        Let in who looks after them
      </Link>
    </p>
  );
}

interface PreviewedProps {
  rivals: readonly string[];
  into: string | undefined;
  declared: (sentence: string, customer: string | undefined) => void;
}

function Previewed({ rivals, into, declared }: PreviewedProps) {
  const body = { customers: [...rivals], ...(into && { class: into }) };
  const enough = rivals.length > (into ? 0 : 1);
  const preview = useQuery({
    ...reading(wallEndpoints.previewRivals, { body }),
    enabled: enough,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const [name, setName] = useState('');
  const declaring = useWallChange(
    () => call(wallEndpoints.declareRivals, { body: { ...body, ...(name.trim() && !into && { name }) } }),
    () =>
      declared(
        `${namesText(preview.data?.customers ?? [])} ${rivals.length === 1 ? 'is a rival' : 'are rivals'} from today on.`,
        rivals[0],
      ),
  );
  if (!enough) {
    const missing = rivals.length === 0 ? 'Choose two customers or more' : 'Choose another one';
    return (
      <p className={classes.note}>
        {missing}: who would lose sight of whom is shown before anything changes.
      </p>
    );
  }
  if (preview.error) return <Problem title="These cannot be declared rivals" error={preview.error} />;
  if (!preview.data) return <Skeleton height={160} label="Working out who loses sight of whom" />;
  return (
    <>
      <PreviewTable preview={preview.data} />
      <form
        className={`${classes.fields} ${classes.few}`}
        onSubmit={event => {
          event.preventDefault();
          declaring.mutate();
        }}
      >
        {!into && (
          <TextField
            label="Name of the class, if another"
            placeholder={namesText(preview.data.customers)}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
        <Button kind="primary" type="submit" busy={declaring.isPending} disabled={preview.isFetching}>
          {actionText(preview.data)}
        </Button>
      </form>
      {declaring.error && <Problem title="They were not declared rivals" error={declaring.error} />}
    </>
  );
}

function PreviewTable({ preview }: { preview: Preview }) {
  const gains = preview.changes.some(change => change.gains.length > 0);
  return (
    <>
      <p className={classes.sentence} role="status">
        <b>{previewText(preview)}.</b> It holds from the next request on. Whoever is to keep sight of one of
        them is let in under Participants, before or afterwards.
      </p>
      {preview.changes.length > 0 && (
        <PlainTable
          label="Who loses sight of which customers"
          keyOf={({ person }) => person.id}
          rows={preview.changes}
          columns={[
            { title: 'Person', cell: ({ person }) => person.name },
            { title: 'Loses sight of', cell: ({ loses }) => namesText(loses) },
            ...(gains
              ? [
                  {
                    title: 'Gains sight of',
                    cell: ({ gains: gained }: Preview['changes'][number]) => namesText(gained),
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  );
}

function actionText(preview: Preview): string {
  const losers = losersOf(preview);
  return losers === 0
    ? 'Declare rivals'
    : `Declare rivals: ${peopleText(losers)} ${losers === 1 ? 'loses' : 'lose'} sight`;
}
