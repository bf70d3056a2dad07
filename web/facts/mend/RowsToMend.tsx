import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type Batch, batchEndpoints } from '../../../contract/batches.ts';
import { factEndpoints } from '../../../contract/facts.ts';
import { mendEndpoints } from '../../../contract/mends.ts';
import { addressOf, call, reading } from '../../call.ts';
import buttons from '../../ui/Button.module.css';
import { Button } from '../../ui/Button.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { rowsText } from '../batch-text.ts';
import classes from './Mend.module.css';
import { MendRow } from './MendRow.tsx';

/** Rows that were not kept, to be mended cell by cell. j and k walk them, e edits, Enter takes the mend, Esc leaves it. */
export function RowsToMend({
  batch,
  typing,
}: {
  batch: Batch;
  /** Told of each row whether something is written in it that is not taken as a mend yet. */
  typing?: (row: number, isTyping: boolean) => void;
}) {
  const params = { id: batch.id };
  const queries = useQueryClient();
  const list = useRef<HTMLElement>(null);
  useMendKeys(list);
  const read = useQuery(reading(batchEndpoints.batch, { params }));
  const asked = useInfiniteQuery({
    queryKey: [mendEndpoints.rowsToMend.name, 'pages', batch.id],
    queryFn: ({ pageParam, signal }) =>
      call(mendEndpoints.rowsToMend, { params, query: { offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length > 0 && read < last.total ? read : undefined;
    },
  });
  if (asked.error) {
    return (
      <Problem
        title="The rows to mend could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  }
  if (!asked.data || !read.data) return <Skeleton height={160} label="Reading the rows to mend" />;
  const rows = asked.data.pages.flatMap(page => page.rows);
  const { headings = [], total = 0 } = asked.data.pages[0] ?? {};
  const next = (row: number) => {
    void queries.invalidateQueries({ queryKey: [mendEndpoints.rowsToMend.name] });
    const after = rows.find(one => one.row > row && one.mended === null);
    list.current?.querySelector<HTMLElement>(`[data-row="${after?.row}"] input`)?.focus();
  };
  return (
    <section ref={list} aria-label="Rows to mend">
      {rows.map(row => (
        <MendRow
          key={row.row}
          batch={batch.id}
          headings={headings}
          mapping={read.data?.mapping ?? null}
          row={row}
          mended={() => next(row.row)}
          typing={typing}
        />
      ))}
      <p className={classes.under}>
        <a className={buttons.button} href={addressOf(factEndpoints.problemFile, { params })} download>
          Download {rowsText(total)} to mend
        </a>
        {asked.hasNextPage && (
          <>
            <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              Show more
            </Button>
            <span className={classes.muted}>
              {countText(rows.length)} of {countText(total)} shown
            </span>
          </>
        )}
      </p>
    </section>
  );
}

/** Walks from row to row by the button that each has. */
function useMendKeys(list: React.RefObject<HTMLElement | null>) {
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const current = () => rows().findIndex(row => row.contains(document.activeElement));
  const step = (by: number) => {
    const all = rows();
    const now = current();
    const wanted = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by))];
    wanted?.querySelector<HTMLElement>('button')?.focus();
  };
  useShortcut('j', 'Next row to mend', () => step(1));
  useShortcut('k', 'Previous row to mend', () => step(-1));
  useShortcut('e', 'Mend the row', () => {
    const row = rows()[Math.max(0, current())];
    row?.querySelector<HTMLElement>('input')?.focus();
  });
}
