import type { Mapping } from '@clientele/engine';
import { useState } from 'react';
import type { InspectedTable, Preview } from '../../../contract/mapping.ts';
import { Button } from '../../ui/Button.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { LayoutsAnswer } from '../kind-title.ts';
import { FIGURES, fieldText } from './column-text.ts';
import classes from './Preview.module.css';
import type { usePreview } from './table-reading.ts';

interface PreviewTableProps {
  asked: ReturnType<typeof usePreview>;
  table: InspectedTable;
  mapping: Mapping;
  layouts: LayoutsAnswer;
}

type PreviewRow = Preview['rows'][number];

const SHOWN_FIRST = 6;
const WRONG_FIRST = 4;

/** The first rows as they would be kept, under each changed cell what stands in the file, and what is wrong with them. */
export function PreviewTable({ asked, table, mapping, layouts }: PreviewTableProps) {
  const [all, setAll] = useState(false);
  if (!asked.data) {
    return (
      <Section title="How the first rows will be kept">
        {asked.error ? (
          <Problem error={asked.error} />
        ) : (
          <Skeleton height={240} label="Reading the first rows" />
        )}
      </Section>
    );
  }
  const { fields } = asked.data;
  const types = layouts.layouts.find(({ kind }) => kind === mapping.kind)?.fields ?? [];
  const typeOf = (name: string) => types.find(field => field.name === name)?.type ?? 'text';
  const rows = withoutOpen(asked.data, typeOf);
  const wrong = rows.filter(row => row.problems.length > 0).length;
  const used = fields.flatMap((name, place) => {
    const figure = FIGURES.includes(typeOf(name));
    return isUsed(mapping, name) ? [{ name, place, figure }] : [];
  });
  const shown = all ? rows : tellingRows(rows);
  return (
    <Section
      title="How the first rows will be kept"
      note={noteOf(rows.length, wrong, asked.data.questions.length)}
    >
      {asked.error && <Problem error={asked.error} />}
      <section
        className={classes.preview}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
        tabIndex={0}
        aria-label="First rows"
        data-stale={asked.isPlaceholderData || undefined}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {used.map(({ name, figure }) => (
                <th key={name} scope="col" className={figure ? classes.figure : undefined}>
                  {fieldText(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(row => (
              <PreviewLine
                key={row.row}
                row={row}
                used={used}
                rawOf={name => rawOf({ table, mapping, row: row.row, name })}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < rows.length && (
        <p className={classes.more}>
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show the first {countText(rows.length)} rows
          </Button>
        </p>
      )}
    </Section>
  );
}

interface PreviewLineProps {
  row: PreviewRow;
  used: readonly { name: string; place: number; figure: boolean }[];
  rawOf: (field: string) => string | undefined;
}

function PreviewLine({ row, used, rawOf }: PreviewLineProps) {
  const wrong = new Set(row.problems.map(({ field }) => field));
  return (
    <>
      <tr>
        <td className={classes.muted}>{countText(row.row)}</td>
        {used.map(({ name, place, figure }) => {
          const raw = rawOf(name);
          const cell = row.cells[place] ?? '';
          return (
            <td
              key={name}
              className={figure ? classes.figure : undefined}
              data-wrong={wrong.has(name) || undefined}
            >
              {cell || (wrong.has(name) ? raw : <span className={classes.muted}>{raw}</span>)}
              {raw !== undefined && cell !== '' && raw !== cell && <small>{raw}</small>}
            </td>
          );
        })}
      </tr>
      {row.problems.length > 0 && (
        <tr className={classes.previewProblem}>
          <td />
          <td colSpan={used.length}>
            {row.problems.map(({ field, what, mend }) => (
              <p key={field + what}>
                {fieldText(field)} {what}. {mend}
              </p>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** While a question is open, what waits for its answer is no problem of the rows. */
function withoutOpen({ rows, questions }: Preview, typeOf: (field: string) => string): PreviewRow[] {
  const open = new Set(questions.map(({ about }) => about));
  const waits = (type: string) =>
    (open.has('days') && (type === 'day' || type === 'month')) ||
    (open.has('decimal') && FIGURES.includes(type)) ||
    (open.has('currency') && (type === 'currency' || type === 'money'));
  return rows.map(row => ({ ...row, problems: row.problems.filter(({ field }) => !waits(typeOf(field))) }));
}

/** The first ones, and the first that cannot be kept wherever they stand. */
function tellingRows(rows: readonly PreviewRow[]): PreviewRow[] {
  const wrong = rows.filter(row => row.problems.length > 0).slice(0, WRONG_FIRST);
  return rows.filter((row, index) => index < SHOWN_FIRST || wrong.includes(row));
}

function noteOf(rows: number, wrong: number, open: number): string {
  if (open > 0) return open === 1 ? 'once the question is answered' : 'once the questions are answered';
  const first = `the first ${countText(rows)} rows`;
  if (wrong === 0) return `${first} can all be kept`;
  return wrong === 1 ? `one of ${first} needs mending` : `${countText(wrong)} of ${first} need mending`;
}

function isUsed({ fields, custom }: Mapping, name: string): boolean {
  return fields[name] !== undefined || custom?.[name] !== undefined;
}

interface RawCell extends Pick<PreviewTableProps, 'table' | 'mapping'> {
  row: number;
  name: string;
}

/** What stands in the file for a field of a row; undefined where no column gives it. */
function rawOf({ table, mapping, row, name }: RawCell): string | undefined {
  const own = mapping.custom?.[name];
  const columns = mapping.fields[name]?.columns ?? (own === undefined ? [] : [own]);
  const cells = table.rows[table.rowNumbers.indexOf(row)];
  if (columns.length === 0 || !cells) return undefined;
  return columns.map(column => (cells[table.headings.indexOf(column)] ?? '').trim()).join(' ');
}
