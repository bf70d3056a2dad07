import type { Mapping } from '@clientele/engine';
import { useRef, useState } from 'react';
import type { InspectedTable } from '../../../contract/mapping.ts';
import { SelectField } from '../../ui/Field.tsx';
import { countText } from '../../ui/number-text.ts';
import { Section } from '../../ui/Section.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import type { LayoutsAnswer } from '../kind-title.ts';
import { ColumnLine } from './ColumnLine.tsx';
import classes from './Columns.module.css';
import { columnRows, withField } from './column-rows.ts';
import { fieldText } from './column-text.ts';
import type { TableReading } from './table-reading.ts';

export type LayoutField = LayoutsAnswer['layouts'][number]['fields'][number];

interface ColumnTableProps {
  table: InspectedTable;
  read: TableReading;
  layouts: LayoutsAnswer;
  change: (mapping: Mapping) => void;
}

/** Every column of the file with samples and what it becomes. j and k walk it, Enter or e opens a line, Esc closes it. */
export function ColumnTable({ table, read, layouts, change }: ColumnTableProps) {
  const [open, setOpen] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const fields = layouts.layouts.find(({ kind }) => kind === read.mapping.kind)?.fields ?? [];
  const rows = columnRows(table.headings, read.mapping);
  const unused = rows.filter(row => row.field === null && row.own === null).length;
  return (
    <Section
      title="Columns"
      note={`${countText(table.headings.length)}${unused > 0 ? `, ${countText(unused)} not used` : ''}`}
    >
      <table className={classes.columns}>
        <thead>
          <tr>
            <th scope="col">In the file</th>
            <th scope="col" colSpan={3}>
              First rows
            </th>
            <th scope="col" className={classes.becomesHead}>
              Becomes
            </th>
            <th scope="col" className={classes.guessHead}>
              Guess
            </th>
            <th scope="col">Adjusted</th>
            <th scope="col" className={classes.adjustHead}>
              <span className="visually-hidden">Adjust</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map(row => (
            <ColumnLine
              key={row.key}
              row={row}
              table={table}
              fields={fields}
              read={read}
              open={open === row.key}
              setOpen={now => setOpen(now ? row.key : undefined)}
              change={change}
            />
          ))}
        </tbody>
      </table>
      <AddConstant fields={fields} mapping={read.mapping} change={change} />
    </Section>
  );
}

/** A field that no column holds, such as the country of all rows. */
function AddConstant({
  fields,
  mapping,
  change,
}: Pick<ColumnTableProps, 'change'> & { fields: readonly LayoutField[]; mapping: Mapping }) {
  const free = fields.filter(({ name }) => mapping.fields[name] === undefined);
  if (free.length === 0) return null;
  return (
    <div className={classes.addConstant}>
      <SelectField
        label="Same for all rows"
        labelHidden
        value=""
        choices={[
          { value: '', text: 'Add a field that is the same for all rows' },
          ...free.map(({ name, required }) => ({
            value: name,
            text: required ? `${fieldText(name)}, required` : fieldText(name),
          })),
        ]}
        onChange={event => change(withField(mapping, event.target.value, { constant: '' }))}
      />
    </div>
  );
}

/** Moves the focus from line to line by their last button, so that Enter opens where one is. */
function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>) {
  const step = (by: number) => {
    const buttons = [...(body.current?.querySelectorAll<HTMLButtonElement>('button[data-adjust]') ?? [])];
    const now = buttons.findIndex(button => button.closest('tr')?.contains(document.activeElement));
    buttons[Math.max(0, Math.min(buttons.length - 1, now < 0 ? 0 : now + by))]?.focus();
  };
  const adjust = () => {
    const button = document.activeElement
      ?.closest('tr')
      ?.querySelector<HTMLButtonElement>('button[data-adjust]');
    button?.click();
  };
  useShortcut('j', 'Next column', () => step(1));
  useShortcut('k', 'Previous column', () => step(-1));
  useShortcut('e', 'Adjust the column', adjust);
}
