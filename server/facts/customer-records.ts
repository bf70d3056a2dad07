import type { Row } from '../ledger/ledger.ts';
import type { CustomerRecord } from './customer-record-store.ts';

const NOTHING_STATED = {
  stated: false,
  name: null,
  segment: null,
  country: null,
  parent: null,
  since: null,
  owner: null,
};

/** What a row of a customers file states. */
export function statedRecord(row: Row): CustomerRecord {
  return {
    customer: Number(row.customer_id),
    stated: true,
    name: textOf(row.name),
    segment: textOf(row.segment),
    country: textOf(row.country),
    parent: textOf(row.parent),
    since: textOf(row.since),
    owner: textOf(row.owner),
  };
}

/** A customer that stands in a file twice is what its last row says. */
export function lastOfEach(records: readonly CustomerRecord[]): CustomerRecord[] {
  return [...new Map(records.map(record => [record.customer, record])).values()];
}

/** A customer that an order line or an activity only mentions. */
export function mentionedRecord(row: Row): CustomerRecord {
  return { ...NOTHING_STATED, customer: Number(row.customer_id), country: textOf(row.country) };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
