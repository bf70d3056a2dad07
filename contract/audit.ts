import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const sequence = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));

/** What an entry of the log is: something changed, something read behind walls, or something that somebody was refused. */
export const ENTRY_KINDS = ['write', 'read', 'refusal'] as const;

const customer = z.object({
  id: z.string(),
  sourceKey: z.string(),
  name: z.string(),
  /** Whether who asks may open its page: the log reaches beyond accounts of one's own. */
  inSight: z.boolean(),
});
const entry = z.object({
  /** Its place in the chain; those that are missing are behind walls. */
  sequence: z.number(),
  at: z.string(),
  by: z.string(),
  /** The person's id; null where it is the installation itself. */
  person: z.nullable(z.string()),
  /** Null of entries from before surfaces were written down. */
  surface: z.nullable(z.string()),
  kind: z.enum(ENTRY_KINDS),
  /** What was changed, or the endpoint that was asked. */
  what: z.string(),
  /** Of a read or a refusal, what was asked for, without words that somebody searched by. */
  address: z.nullable(z.string()),
  /** Whom it is about; null where nobody can tell, and then only who sees every customer reads the entry. */
  customers: z.nullable(z.array(customer)),
  /** Of a read, by customer: the rule that let in, and the id of the grant or of the break-glass that it rests on. */
  through: z.array(z.object({ customer: z.string(), rule: z.string(), grant: z.nullable(z.string()) })),
});
export type AuditEntry = z.infer<typeof entry>;

const fullEntry = z.object({
  ...entry.shape,
  /** What was, and what is, whole: what was changed can be restored from it. */
  before: z.nullable(z.unknown()),
  after: z.nullable(z.unknown()),
  hash: z.string(),
  previousHash: z.string(),
});

const verified = z.object({
  holds: z.boolean(),
  entries: z.number(),
  /** The first entry that does not hold, and why. Only told to who sees every customer. */
  broken: z.nullable(
    z.object({
      sequence: z.number(),
      why: z.enum(['altered', 'removed', 'cut off', 'not chained']),
      sentence: z.string(),
    }),
  ),
  /** Hash of the last entry, to be noted elsewhere; only told to who sees every customer. */
  hash: z.nullable(z.string()),
});
export type Verified = z.infer<typeof verified>;

export const auditEndpoints = {
  audit: endpoint({
    name: 'audit',
    method: 'GET',
    path: '/audit',
    right: 'audit.read',
    summary:
      'The log, newest first: who changed, read behind walls or was refused what, as far as walls allow',
    query: z.object({
      /** Id or name of a person. */
      person: z.optional(z.string()),
      /** Id or source key. */
      customer: z.optional(z.string()),
      kind: z.optional(z.enum(ENTRY_KINDS)),
      /** Days in the book's time zone, both included. */
      from: z.optional(day),
      until: z.optional(day),
      /** Only entries before this one: `next` of the page before. */
      below: z.optional(sequence),
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000)), 100),
    }),
    answer: z.object({
      entries: z.array(entry),
      /** What `below` of the next page is; null where this is the last one. */
      next: z.nullable(z.number()),
    }),
  }),
  verifyAudit: endpoint({
    name: 'verifyAudit',
    method: 'GET',
    path: '/audit/verify',
    right: 'audit.read',
    summary:
      'Whether every entry of the log is there and says what it said: the whole chain is worked out anew',
    answer: verified,
  }),
  auditEntry: endpoint({
    name: 'auditEntry',
    method: 'GET',
    path: '/audit/{sequence}',
    right: 'audit.read',
    summary: 'An entry of the log with what was before and after it, whole',
    params: z.object({ sequence }),
    answer: fullEntry,
  }),
};
