import type { Right, VisibleCustomers } from '@clientele/engine';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { Database } from '../database/open.ts';
import { Refusal, statusOf } from '../errors.ts';
import type { Identity } from '../people/identity.ts';
import { OWN_SCOPE } from '../stores.ts';
import type { Walls } from '../walls/sight.ts';
import { customerAsked, loggedAddress, textsOfAddress } from './address.ts';
import { writeRead, writeRefusal } from './trail-store.ts';

/** Who asked what, as it came. */
export interface Question {
  readonly endpoint: Pick<Endpoint, 'name' | 'path' | 'right'>;
  readonly who: Identity;
  /** Below /api. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
}

/** Writes down what people read behind walls, and what they were refused; what they change is written with the change. */
export interface Trail {
  /** Before the answer goes out: what could not be written down is not told. */
  answered(question: Question, visible: VisibleCustomers): Promise<void>;
  refused(question: Question, error: unknown): Promise<void>;
}

/** Rights whose answers hold records of customers; all others tell of none, or of no more than the walls themselves. */
const CONFIDENTIAL: readonly Right[] = [
  ...(['customers.read', 'profit.read', 'aggregates.read', 'facts.read', 'facts.import'] as const),
  ...(['models.read', 'models.write', 'scenarios.write', 'decisions.write', 'backups.make'] as const),
];

export function openTrail({ database, walls }: { database: Database; walls: Walls }): Trail {
  return {
    async answered({ endpoint, who, path, params, query }, visible) {
      if (who.personId <= 0 || !CONFIDENTIAL.includes(endpoint.right)) return;
      const seen = walls.seenWalled(who.personId, visible);
      if (seen.length === 0) return;
      const called = customerAsked(endpoint.path, params, query);
      const entry = { endpoint: endpoint.name, address: loggedAddress(path, query), called, seen };
      const fresh = await database.within(OWN_SCOPE, store => writeRead(OWN_SCOPE, store, who, entry));
      // It puts the person on a side: whoever made walls move waits for it, and not whoever asks next.
      if (fresh > 0) await walls.present();
    },
    async refused({ endpoint, who, path, params, query }, error) {
      if (who.personId <= 0 || !(error instanceof Refusal) || ![403, 404].includes(statusOf(error))) return;
      const address = loggedAddress(path, query);
      const asked = loggedAddress(Object.values(params).map(encodeURIComponent).join('/'), query);
      const entry = { endpoint: endpoint.name, address, code: error.code, texts: textsOfAddress(asked) };
      await database.within(OWN_SCOPE, store => writeRefusal(OWN_SCOPE, store, who, entry));
    },
  };
}
