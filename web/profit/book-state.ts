import { useQuery } from '@tanstack/react-query';
import { factEndpoints } from '../../contract/facts.ts';
import { reading } from '../call.ts';

/** Whether there are facts at all; undefined while the book is being read. */
export function useBookState(): 'empty' | 'filled' | undefined {
  const { data: book } = useQuery(reading(factEndpoints.book));
  return book && (book.months === null ? 'empty' : 'filled');
}
