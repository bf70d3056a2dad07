import type { FieldMapping, Mapping } from '@clientele/engine';
import { useEffect, useRef } from 'react';
import type { InspectedTable } from '../../../contract/mapping.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import classes from './Columns.module.css';
import type { LayoutField } from './ColumnTable.tsx';
import { CommitField } from './CommitField.tsx';
import { becoming, becomingOwn, type ColumnRow, withField, writtenValues } from './column-rows.ts';
import { FIGURES, fieldText } from './column-text.ts';
import type { TableReading } from './table-reading.ts';
import { ValueTable } from './ValueTable.tsx';

interface FieldEditorProps {
  row: ColumnRow;
  field: LayoutField | undefined;
  table: InspectedTable;
  read: TableReading;
  change: (mapping: Mapping) => void;
  close: () => void;
}

/** What is done with the columns of a field before it is read: joined, split, replaced, turned, multiplied. */
export function FieldEditor({ row, field, table, read, change, close }: FieldEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  const { mapping } = read;
  if (row.own !== null) {
    const rename = (name: string) =>
      change(becomingOwn(becoming(mapping, row, null), { ...row, own: null }, name));
    return (
      <div ref={place} className={classes.editor}>
        <CommitField label="Name of your own field" labelHidden={false} value={row.own} commit={rename} />
        <Button onClick={close}>Done</Button>
      </div>
    );
  }
  const from = mapping.fields[row.field ?? ''];
  if (!from || row.field === null || !field) return null;
  const name = row.field;
  const set = (next: Partial<FieldMapping>) => change(withField(mapping, name, { ...from, ...next }));
  return (
    <div ref={place}>
      <p className={classes.meaning}>
        {fieldText(name)}: {field.meaning}
      </p>
      <div className={classes.editor}>
        {row.heading !== null && <Joined from={from} headings={table.headings} set={set} />}
        {row.heading !== null && <Part from={from} set={set} />}
        {FIGURES.includes(field.type) && <SignAndUnit from={from} set={set} />}
        {row.heading !== null && (
          <CommitField
            label="Where it is empty"
            labelHidden={false}
            value={from.constant ?? ''}
            placeholder="stays empty"
            commit={constant => set({ constant })}
          />
        )}
      </div>
      {row.heading !== null && (
        <ValueTable
          written={writtenValues(from, table.headings, table.rows)}
          values={from.values ?? {}}
          choices={field.choices}
          change={values => set({ values })}
        />
      )}
    </div>
  );
}

interface PartProps {
  from: FieldMapping;
  set: (next: Partial<FieldMapping>) => void;
}

/** Several columns to one text, in their order. */
function Joined({ from, headings, set }: PartProps & { headings: readonly string[] }) {
  const columns = from.columns ?? [];
  const free = headings.filter(heading => !columns.includes(heading));
  return (
    <>
      <div className={classes.joined}>
        <SelectField
          label="Joined with"
          value=""
          choices={[
            { value: '', text: columns.length > 1 ? 'Add a column' : 'no other column' },
            ...free.map(heading => ({ value: heading, text: heading })),
          ]}
          onChange={event => set({ columns: [...columns, event.target.value] })}
        />
        {columns.length > 1 && (
          <p>
            {columns.map(column => (
              <Button
                key={column}
                kind="quiet"
                aria-label={`Leave ${column} out`}
                onClick={() => set({ columns: columns.filter(one => one !== column) })}
              >
                {column} ×
              </Button>
            ))}
          </p>
        )}
      </div>
      {columns.length > 1 && (
        <CommitField
          label="Between them"
          labelHidden={false}
          value={from.joinWith ?? ' '}
          commit={joinWith => set({ joinWith })}
        />
      )}
    </>
  );
}

/** One part of a text that holds several things. */
function Part({ from, set }: PartProps) {
  const { split } = from;
  return (
    <>
      <CommitField
        label="Split at"
        labelHidden={false}
        value={split?.by ?? ''}
        placeholder="not split"
        commit={by =>
          set({ split: by === '' ? undefined : { by, take: split?.take ?? 1 } } as Partial<FieldMapping>)
        }
      />
      {split && (
        <SelectField
          label="Take"
          value={String(split.take)}
          choices={TAKES.map(([take, text]) => ({ value: String(take), text }))}
          onChange={event => set({ split: { ...split, take: Number(event.target.value) } })}
        />
      )}
    </>
  );
}

const TAKES: readonly [number, string][] = [
  [1, 'the first part'],
  [2, 'the second part'],
  [3, 'the third part'],
  [4, 'the fourth part'],
  [-2, 'the last but one'],
  [-1, 'the last part'],
];

function SignAndUnit({ from, set }: PartProps) {
  return (
    <>
      <SelectField
        label="Sign"
        value={from.negate ? 'turned' : ''}
        choices={[
          { value: '', text: 'as it stands' },
          { value: 'turned', text: 'turned: 5 is −5' },
        ]}
        onChange={event =>
          set({ negate: event.target.value === 'turned' ? true : undefined } as Partial<FieldMapping>)
        }
      />
      <CommitField
        label="Multiplied by"
        labelHidden={false}
        inputMode="decimal"
        value={from.factor ?? ''}
        placeholder="1"
        hint="1000 for thousands, 0.001 for grams in kg"
        commit={factor => set({ factor: factor.trim().replace(',', '.') })}
      />
    </>
  );
}
