import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Book, factEndpoints } from '../../contract/facts.ts';
import { reading } from '../call.ts';

const WATCH_MS = 20_000;

/** The book, watched: when its revision has grown, by whatever hand, all figures are read anew. */
export function useBook(): Book | undefined {
  const queries = useQueryClient();
  const { data: book } = useQuery({
    ...reading(factEndpoints.book),
    staleTime: 0,
    refetchInterval: WATCH_MS,
    refetchOnWindowFocus: true,
  });
  const seen = useRef<number>(undefined);
  useEffect(() => {
    if (!book) return;
    const grown = seen.current !== undefined && seen.current !== book.revision;
    seen.current = book.revision;
    if (grown)
      void queries.invalidateQueries({ predicate: query => query.queryKey[0] !== factEndpoints.book.name });
  }, [book, queries]);
  return book;
}
