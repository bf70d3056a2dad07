import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What a table shows: how many rows there are, and the row at an index once it is there. */
export interface Rows<Row> {
  readonly total: number;
  at(index: number): Row | undefined;
  /** Told which rows are in view, first and last inclusive, so that they can be read. */
  readonly show?: (first: number, last: number) => void;
}

export interface PagedRows<Row, Answer> extends Rows<Row> {
  /** The first page's whole answer: sums, totals. */
  readonly first: Answer | undefined;
  /** The first rows are not there yet. */
  readonly pending: boolean;
  /** Still the rows of the filter before: the new ones are being read. */
  readonly stale: boolean;
  readonly error: Error | undefined;
  retry(): void;
}

/** All rows at hand. */
export function rowsOf<Row>(list: readonly Row[]): Rows<Row> {
  return { total: list.length, at: index => list[index] };
}

interface Paging<Row, Answer> {
  /** Everything the rows depend on: filter, sort, period. */
  key: readonly unknown[];
  pageSize?: number;
  load: (window: { offset: number; limit: number }, signal: AbortSignal) => Promise<Answer>;
  rows: (answer: Answer) => readonly Row[];
  total: (answer: Answer) => number;
}

/** Rows that the server hands out by window. Only the pages in view are read; the rows of before stay until new ones come. */
export function usePagedRows<Row, Answer>(paging: Paging<Row, Answer>): PagedRows<Row, Answer> {
  const { key, pageSize = 200, load } = paging;
  const [view, setView] = useState({ first: 0, last: 0 });
  const wanted = pagesIn(view, pageSize);
  const results = useQueries({
    queries: wanted.map(page => ({
      queryKey: [...key, 'page', page, pageSize],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        load({ offset: page * pageSize, limit: pageSize }, signal),
    })),
  });
  const answers = new Map(wanted.map((page, i) => [page, results[i]?.data]));
  const first = answers.get(0);
  const before = useRef<typeof answers>(new Map());
  useEffect(() => {
    if (first) before.current = answers;
  });
  const shown = first ? answers : before.current;
  const shownFirst = shown.get(0);
  const show = useCallback((from: number, through: number) => {
    setView(now => (now.first === from && now.last === through ? now : { first: from, last: through }));
  }, []);
  return {
    total: shownFirst ? paging.total(shownFirst) : 0,
    at: index => {
      const answer = shown.get(Math.floor(index / pageSize));
      return answer && paging.rows(answer)[index % pageSize];
    },
    show,
    first: shownFirst,
    pending: !shownFirst,
    stale: !first && shownFirst !== undefined,
    error: results.find(result => result.error)?.error ?? undefined,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}

/** The first page is always among them: it carries total and sums. */
function pagesIn(view: { first: number; last: number }, pageSize: number): number[] {
  const pages = [0];
  const from = Math.floor(view.first / pageSize);
  for (let page = Math.max(1, from); page <= Math.floor(view.last / pageSize); page++) pages.push(page);
  return pages;
}
