import { type FrameSearch, frameSearch, oneOf, text } from '../address.ts';

/** Parts of the page, in the order of its tabs. */
export const SECTIONS = ['rivals', 'participants', 'rules', 'exceptions', 'who'] as const;
export type WallsSection = (typeof SECTIONS)[number];

/** The place of the page Walls: its part, and which customers and class are chosen. */
export interface WallsSearch extends FrameSearch {
  section?: WallsSection | undefined;
  /** The one customer whose participants, rules or readers are shown. */
  customer?: string | undefined;
  /** Customers that are about to be declared rivals, by id. */
  rivals?: string[] | undefined;
  /** The class that they would join. */
  class?: string | undefined;
  /** Grants that are over stand among the participants too. */
  over?: 'shown' | undefined;
}

export function wallsSearch(raw: Record<string, unknown>): WallsSearch {
  const rivals = [raw.rivals].flat().filter(one => typeof one === 'string' && one !== '') as string[];
  const read = {
    ...frameSearch(raw),
    section: oneOf(SECTIONS, raw.section) ?? 'rivals',
    customer: text(raw.customer),
    rivals: rivals.length > 0 ? [...new Set(rivals)] : undefined,
    class: text(raw.class),
    over: oneOf(['shown'], raw.over),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as WallsSearch;
}
