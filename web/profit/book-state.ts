import { useQuery } from '@tanstack/react-query';
import { type Book, factEndpoints } from '../../contract/facts.ts';
import { reading } from '../call.ts';

/** Whose figures there are to see: the company's, those of some customers, or none; undefined while the book is being read. */
export function useSees(): Book['sees'] | undefined {
  return useQuery(reading(factEndpoints.book)).data?.sees;
}

/**
 * Whether there are facts at all; undefined while the book is being read. Where who is signed in sees none of the company's,
 * nobody can say: they are out of sight.
 */
export function useBookState(): 'empty' | 'filled' | 'out of sight' | undefined {
  const { data: book } = useQuery(reading(factEndpoints.book));
  if (!book) return undefined;
  if (book.months !== null) return 'filled';
  return book.sees === 'company' ? 'empty' : 'out of sight';
}
