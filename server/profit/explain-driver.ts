import { DRIVERS, type Driver, parseActivityDriver } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { driverCount } from '../measures/driver-columns.ts';
import { eventsOf } from './explain-activity.ts';
import { lineCounts, rowsOf } from './explain-counts.ts';
import { factsBehind } from './explain-facts.ts';
import { explainPeers } from './explain-peers.ts';
import type { Subject } from './explain-subject.ts';
import type { Explained, Explaining } from './explaining.ts';
import { activityName } from './peers.ts';

const ACTIVITIES = scopedQuery('activities-by-customer');

/** How often a driver counted, and the facts that it counted; or the same against the peers. */
export async function explainDriver(
  asked: Explaining,
  subject: Subject,
  key: string,
  part: string,
): Promise<Explained | undefined> {
  if (part !== '') return explainPeers(asked, subject, key, part);
  const driver = DRIVERS.find(candidate => candidate.key === key);
  if (driver) {
    const count = driverCount(driver, await lineCounts(asked, subject));
    const facts = { customer: subject.id, ...eventsOf(key), ...(key === 'units' && { adds: 1 as const }) };
    return { ...base(driver, subject, count), ...(await factsBehind(asked, facts)) };
  }
  const activity = parseActivityDriver(key)?.activity;
  if (!activity) return undefined;
  const rows = await rowsOf(asked, subject, ACTIVITIES);
  const events = Number(rows.find(row => row.activity === activity)?.events ?? 0) / 1000;
  const meaning = `Recorded activities of the kind "${activity}", our own mistakes included`;
  const named = { name: activityName(activity), unit: 'events', meaning, adds: true };
  const facts = { customer: subject.id, measure: 'count', activity, adds: 1 } as const;
  return { ...base(named, subject, events), ...(await factsBehind(asked, facts)) };
}

function base(
  { name, unit, meaning, adds }: Pick<Driver, 'name' | 'unit' | 'meaning' | 'adds'>,
  subject: Subject,
  count: number,
) {
  return {
    title: `${name} of ${subject.name}`,
    value: String(count),
    unit,
    formula: meaning,
    caution: adds ? null : 'Counts once over the whole period: months do not add up to it.',
    inputs: [],
  };
}
