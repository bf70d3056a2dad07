import { useQuery } from '@tanstack/react-query';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { type Answer, reading } from '../call.ts';

/** What of signing in is set up here; undefined until it is known. */
export function useWays(): Answer<typeof signInEndpoints.signInWays> | undefined {
  return useQuery({ ...reading(signInEndpoints.signInWays), staleTime: Infinity }).data;
}
