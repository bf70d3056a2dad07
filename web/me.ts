import type { Right } from '@clientele/engine';
import { useQuery } from '@tanstack/react-query';
import { type Me, peopleEndpoints } from '../contract/people.ts';
import { reading } from './call.ts';

/** Who is signed in; undefined until it is known. */
export function useMe(): Me | undefined {
  return useQuery(reading(peopleEndpoints.me)).data;
}

/** Whether who is signed in has a right: pages show only what may be done. The server decides. */
export function useMay(right: Right): boolean {
  return Object.hasOwn(useMe()?.rights ?? {}, right);
}
