import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { MappingAsked } from '../../../contract/mapping.ts';
import { mendEndpoints, type RowToMend } from '../../../contract/mends.ts';
import { call } from '../../call.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { fieldText } from '../columns/column-text.ts';
import { alteredCells, columnsOfProblems } from './cells-to-mend.ts';
import classes from './Mend.module.css';

interface MendRowProps {
  batch: string;
  headings: readonly string[];
  /** How the file was read; null where its headings say it. */
  mapping: MappingAsked | null;
  row: RowToMend;
  /** The row is mended: the next one may come. */
  mended: () => void;
  /** Whether something is written in it that is not taken as a mend yet. */
  typing?: ((row: number, isTyping: boolean) => void) | undefined;
}

/** A row with what is wrong in it, its wrong cells to be written anew; the whole row where that says more. */
export function MendRow({ batch, headings, mapping, row, mended, typing }: MendRowProps) {
  const stands = row.mended?.cells ?? row.cells;
  const [typed, setTyped] = useState<readonly string[]>();
  const [whole, setWhole] = useState(false);
  const isTyping = typed !== undefined;
  useEffect(() => {
    typing?.(row.row, isTyping);
    return () => typing?.(row.row, false);
  }, [typing, row.row, isTyping]);
  const params = { id: batch };
  const mend = useMutation({
    mutationFn: () =>
      call(mendEndpoints.mendRow, {
        params,
        body: { row: row.row, cells: alteredCells(headings, row.cells, typed ?? stands) },
      }),
    onSuccess: ({ problems }) => {
      if (problems.length > 0) return;
      setTyped(undefined);
      mended();
    },
  });
  const takeBack = useMutation({
    mutationFn: () => call(mendEndpoints.unmendRow, { params: { ...params, row: row.row } }),
    onSuccess: mended,
  });
  const cells = typed ?? stands;
  const problems = mend.data?.problems.length ? mend.data.problems : row.mended ? [] : row.problems;
  const wrong = columnsOfProblems(headings, row.problems, mapping);
  const shown = whole || wrong.length === 0 ? headings.map((_, column) => column) : wrong;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape') return;
    setTyped(undefined);
    mend.reset();
    event.currentTarget.querySelector<HTMLElement>('button')?.focus();
  };
  return (
    <form
      className={classes.row}
      data-row={row.row}
      data-mended={row.mended !== null || undefined}
      aria-label={`Row ${row.row}`}
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault();
        if (isTyping) mend.mutate();
      }}
    >
      <div className={classes.rowNumber}>Row {countText(row.row)}</div>
      <div className={classes.cells} data-whole={shown.length > wrong.length || undefined}>
        {shown.map(column => (
          <TextField
            key={column}
            label={headings[column] ?? ''}
            value={cells[column] ?? ''}
            aria-invalid={problems.length > 0 && wrong.includes(column) ? true : undefined}
            onChange={event =>
              setTyped(cells.map((cell, index) => (index === column ? event.target.value : cell)))
            }
          />
        ))}
      </div>
      <div className={classes.problems} role="status">
        {problems.map(({ field, what, mend: how }) => (
          <p key={field + what}>
            <b>{fieldText(field)}</b> <span className={classes.loss}>{what}.</span> {how}
          </p>
        ))}
        {row.mended && problems.length === 0 && <p className={classes.gain}>Mended</p>}
        {(mend.error ?? takeBack.error) && <Problem error={(mend.error ?? takeBack.error) as Error} />}
      </div>
      <div className={classes.tools}>
        {wrong.length > 0 && wrong.length < headings.length && (
          <Button kind="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Less' : 'Whole row'}
          </Button>
        )}
        {row.mended && (
          <Button kind="quiet" busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
            Take back
          </Button>
        )}
        {isTyping && (
          <Button type="submit" busy={mend.isPending}>
            Mend
          </Button>
        )}
      </div>
    </form>
  );
}
