import { access, constants, statfs } from 'node:fs/promises';
import type { Scope } from '@clientele/engine';
import type { DataFolder } from '../database/data-folder.ts';
import type { Database } from '../database/open.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Measures } from '../measures/measures.ts';
import type { People } from '../people/open-people.ts';
import { ownerHasSecondFactor } from '../people/people.ts';
import { isOwnHost } from '../strangers.ts';
import { missingOriginals, storeVersion } from './store.ts';

export interface DoctorStores {
  readonly database: Database;
  readonly folder: DataFolder;
  readonly ledger: Ledger;
  readonly measures: Measures;
  readonly people: People;
}

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly what: string;
  readonly mend: string | null;
}

const FREE_BYTES_LEAST = 1 << 30;

/** Looks at everything that an installation needs; each finding says what is wrong and how to mend it. */
export async function doctorAnswer(stores: DoctorStores, scope: Scope): Promise<Finding[]> {
  const checks: readonly [string, () => Promise<string>, string][] = [
    ['Node.js', async () => nodeVersion(), 'Install Node 24 or run npm ci, which brings it along.'],
    [
      'Data folder',
      () => writable(stores.folder.root),
      `Give this account the right to write to ${stores.folder.root}.`,
    ],
    [
      'Free space',
      () => freeSpace(stores.folder.root),
      'Free some space, or move the data folder with backup and restore.',
    ],
    [
      'PostgreSQL',
      () => stores.database.within(scope, store => storeVersion(scope, store)),
      'Stop Clientele and start it again; the log lies in the data folder.',
    ],
    [
      'Ledger',
      async () =>
        `${stores.ledger.place}; measures hold for revision ${(await stores.measures.settled()).revision}`,
      'Restore the last backup into an empty data folder.',
    ],
    ['Originals', () => originals(stores, scope), 'Restore the files folder from the last backup.'],
    ['Address', async () => listens(stores), ''],
    ['Public address', async () => stores.people.stated ?? 'none; CLIENTELE_URL sets it', ''],
    [
      'Second factor',
      () => secondFactor(stores, scope),
      'Set a code or a passkey on the page My account, as an owner.',
    ],
  ];
  const findings: Finding[] = [];
  for (const [check, look, mend] of checks) {
    try {
      findings.push({ check, ok: true, what: await look(), mend: null });
    } catch (error) {
      findings.push({ check, ok: false, what: error instanceof Error ? error.message : String(error), mend });
    }
  }
  return findings;
}

function nodeVersion(): string {
  if (Number.parseInt(process.versions.node, 10) < 24)
    throw new Error(`this is Node ${process.versions.node}; 24 is needed`);
  return `Node ${process.versions.node}`;
}

async function writable(root: string): Promise<string> {
  await access(root, constants.W_OK);
  return root;
}

async function freeSpace(root: string): Promise<string> {
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  const text = `${(free / 2 ** 30).toFixed(1)} GB free`;
  if (free < FREE_BYTES_LEAST) throw new Error(`${text}, less than 1 GB`);
  return text;
}

async function originals({ database, folder }: DoctorStores, scope: Scope): Promise<string> {
  const { kept, missing } = await database.within(scope, store =>
    missingOriginals(scope, store, folder.files),
  );
  if (missing.length > 0)
    throw new Error(`${missing.length} of ${kept} originals are missing: ${missing.slice(0, 3).join(', ')}`);
  return `${kept} originals are there`;
}

function listens({ people: { served } }: DoctorStores): string {
  return served.on === undefined ? 'no server runs' : `listens on ${served.on}`;
}

/** Wanting only where other machines reach this one. */
async function secondFactor({ database, people }: DoctorStores, scope: Scope): Promise<string> {
  if (await database.within(scope, store => ownerHasSecondFactor(scope, store))) return 'an owner has one';
  const { served, secure } = people;
  if (secure || (served.on !== undefined && !isOwnHost(served.on)))
    throw new Error('no owner who signs in has one, and other machines reach this server');
  return 'no owner has one; only this machine reaches this server';
}
