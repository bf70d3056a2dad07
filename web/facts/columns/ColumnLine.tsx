import type { Mapping } from '@clientele/engine';
import { type KeyboardEvent, useRef } from 'react';
import type { InspectedTable } from '../../../contract/mapping.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import classes from './Columns.module.css';
import type { LayoutField } from './ColumnTable.tsx';
import { CommitField } from './CommitField.tsx';
import { becoming, becomingOwn, type ColumnRow, withField } from './column-rows.ts';
import { adjustmentText, confidenceText, fieldText } from './column-text.ts';
import { FieldEditor } from './FieldEditor.tsx';
import type { TableReading } from './table-reading.ts';

interface ColumnLineProps {
  row: ColumnRow;
  table: InspectedTable;
  fields: readonly LayoutField[];
  read: TableReading;
  open: boolean;
  setOpen: (open: boolean) => void;
  change: (mapping: Mapping) => void;
}

const SAMPLES = 3;

/** A column of the file, what its cells look like, what it becomes and how sure that is; open, how it is adjusted. */
export function ColumnLine(props: ColumnLineProps) {
  const { row, table, fields, read, open, setOpen, change } = props;
  const button = useRef<HTMLButtonElement>(null);
  const field = fields.find(({ name }) => name === row.field);
  const from = row.field === null ? undefined : read.mapping.fields[row.field];
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    close();
  };
  const adjustable = row.field !== null || row.own !== null;
  const named = row.heading ?? fieldText(row.field ?? '');
  return (
    <>
      <tr data-unused={!adjustable || undefined} data-open={open || undefined}>
        <th scope="row">{row.heading ?? <span className={classes.muted}>no column</span>}</th>
        {row.heading === null ? (
          <td colSpan={SAMPLES} className={classes.sample}>
            <CommitField
              label={`${named} of all rows`}
              value={from?.constant ?? ''}
              placeholder={field?.choices?.join(' or ') ?? 'the same for all rows'}
              commit={constant => change(withField(read.mapping, row.field ?? '', { ...from, constant }))}
            />
          </td>
        ) : (
          <Samples table={table} column={row.column} />
        )}
        <td className={classes.becomes}>
          <Becomes {...props} />
        </td>
        <td>
          <Guess row={row} read={read} />
        </td>
        <td className={classes.muted}>{from && adjustmentText(from, row.heading)}</td>
        <td className={classes.adjust}>
          <Button
            ref={button}
            kind="quiet"
            data-adjust
            disabled={!adjustable}
            aria-expanded={open}
            aria-label={open ? `Done with ${named}` : `Adjust ${named}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Done' : 'Adjust'}
          </Button>
        </td>
      </tr>
      {open && adjustable && (
        <tr className={classes.editing} onKeyDown={onKeyDown}>
          <td colSpan={8}>
            <FieldEditor {...props} field={field} close={close} />
          </td>
        </tr>
      )}
    </>
  );
}

function Samples({ table, column }: { table: InspectedTable; column: number }) {
  const filled = table.rows.map(cells => cells[column] ?? '').filter(text => text !== '');
  const shown = [...new Set(filled)].slice(0, SAMPLES);
  return Array.from({ length: SAMPLES }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: samples stay where they are
    <td key={index} className={classes.sample} title={shown[index]}>
      {shown[index]}
    </td>
  ));
}

const OWN = '+own';

/** The field that a column becomes. One that another column gives now says so: it would change hands. */
function Becomes({ row, fields, read, change }: ColumnLineProps) {
  const { mapping } = read;
  const choices = [
    ...(row.heading === null ? [{ value: '', text: 'Remove' }] : [{ value: '', text: 'Not used' }]),
    ...fields.map(({ name, required }) => {
      const now = name === row.field ? undefined : mapping.fields[name]?.columns?.join(', ');
      const needed = required && now === undefined && name !== row.field ? ', required' : '';
      return { value: name, text: `${fieldText(name)}${now ? `, now ${now}` : needed}` };
    }),
    ...(mapping.kind === 'customers' && row.heading !== null
      ? [{ value: OWN, text: row.own ? `Own field: ${row.own}` : 'A field of your own' }]
      : []),
  ];
  const pick = (value: string) => {
    if (value === OWN) change(becomingOwn(mapping, row, row.heading ?? ''));
    else change(becoming(mapping, row, value === '' ? null : value));
  };
  return (
    <SelectField
      label={`${row.heading ?? 'No column'} becomes`}
      labelHidden
      value={row.own === null ? (row.field ?? '') : OWN}
      choices={choices}
      onChange={event => pick(event.target.value)}
    />
  );
}

/** How sure the guess is, in a word; the reason on hover and on focus. */
function Guess({ row, read }: Pick<ColumnLineProps, 'row' | 'read'>) {
  if (row.field === null || !read.guess) return null;
  const guessed = read.guess.fields[row.field];
  const kept = JSON.stringify(read.base.fields[row.field]) === JSON.stringify(read.mapping.fields[row.field]);
  if (!guessed || !kept) return <span className={classes.muted}>by hand</span>;
  const word = confidenceText(guessed.confidence);
  return (
    <button
      type="button"
      className={classes.guess}
      data-sure={word}
      aria-label={`${word}: ${guessed.reason}`}
    >
      {word}
      <span className={classes.reason}>{guessed.reason}</span>
    </button>
  );
}
