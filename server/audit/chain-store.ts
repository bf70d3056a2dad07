import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

/** Where the chain of the log breaks first. */
export interface Break {
  readonly sequence: number;
  readonly why: 'altered' | 'removed' | 'cut off' | 'not chained';
}

export interface Chain {
  readonly entries: number;
  /** Of the last entry. */
  readonly hash: string;
  readonly broken: Break | undefined;
}

const ENTRIES_AT_ONCE = 5000;

/**
 * Works every hash of the log out anew, from the first entry to the one that the anchor names. A whole page of it is
 * judged at a time; the scope has to see everything, and the store a moment that stays the same.
 */
export async function walkChain(_scope: Scope, store: Store): Promise<Chain> {
  const anchor = await store.selectFrom('change_anchor').select(['sequence', 'hash']).executeTakeFirst();
  // Without an anchor nobody can tell where the log ended.
  if (!anchor) return { entries: 0, hash: '', broken: { sequence: 1, why: 'cut off' } };
  const { sequence: entries, hash } = anchor;
  let before = { sequence: 0, hash: '' };
  for (;;) {
    const links = await linksAfter(store, before.sequence);
    for (const link of links) {
      const why = fault(link, before);
      if (why) return { entries, hash, broken: { sequence: before.sequence + 1, why } };
      before = link;
    }
    if (links.length < ENTRIES_AT_ONCE) break;
  }
  return { entries, hash, broken: await faultAtEnd(store, before, anchor) };
}

interface Link {
  readonly sequence: number;
  readonly hash: string;
  readonly previous_hash: string;
  /** What it should be; null where its entry is not there. */
  readonly own: string | null;
}

async function linksAfter(store: Store, sequence: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    SELECT l.sequence, l.hash, l.previous_hash,
      CASE WHEN c.id IS NOT NULL THEN change_hash(c, l.sequence, l.previous_hash) END AS own
    FROM change_link l LEFT JOIN change c ON c.id = l.change_id
    WHERE l.sequence > ${sequence} ORDER BY l.sequence LIMIT ${ENTRIES_AT_ONCE}`.execute(store);
  return rows;
}

function fault(
  { sequence, hash, previous_hash, own }: Link,
  before: { sequence: number; hash: string },
): Break['why'] | undefined {
  if (sequence !== before.sequence + 1 || own === null) return 'removed';
  return own === hash && previous_hash === before.hash ? undefined : 'altered';
}

/** What only shows once all links hold: a missing end, another end, or an entry that was slipped in beside the chain. */
async function faultAtEnd(
  store: Store,
  last: { sequence: number; hash: string },
  anchor: { sequence: number; hash: string },
): Promise<Break | undefined> {
  if (last.sequence < anchor.sequence) return { sequence: last.sequence + 1, why: 'cut off' };
  if (last.sequence > anchor.sequence) return { sequence: anchor.sequence + 1, why: 'not chained' };
  if (last.hash !== anchor.hash) return { sequence: last.sequence, why: 'altered' };
  const { rows } = await sql<{ missing: boolean }>`
    SELECT EXISTS (SELECT 1 FROM change c WHERE NOT EXISTS (SELECT 1 FROM change_link l WHERE l.change_id = c.id)) AS missing`.execute(
    store,
  );
  return rows[0]?.missing ? { sequence: anchor.sequence + 1, why: 'not chained' } : undefined;
}
