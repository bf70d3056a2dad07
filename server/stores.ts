import { rm } from 'node:fs/promises';
import { localOwner } from '@clientele/engine';
import { type DataFolder, dataFolder } from './database/data-folder.ts';
import { externalPostgres, type RunningPostgres, startPostgres } from './database/launcher.ts';
import { type Database, openDatabase } from './database/open.ts';
import { claimOwnership } from './database/ownership.ts';
import type { Refusal } from './errors.ts';
import { ledgerEngine } from './ledger/engine.ts';
import type { Ledger } from './ledger/ledger.ts';

/** Both stores and the data folder, owned by this process until closed. */
export interface Stores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly folder: DataFolder;
  readonly postgres: RunningPostgres;
  /** Resolves when the data is no longer ours, as PostgreSQL went away: close, and start again. */
  readonly lost: Promise<Refusal>;
  close(): Promise<void>;
}

/** For what the program does on its own account: sweeping at start, deriving measures. */
export const OWN_SCOPE = localOwner('job');

/** Starts PostgreSQL (or uses DATABASE_URL), claims the data for this process, opens and migrates both stores. */
export async function openStores(env: Readonly<Record<string, string | undefined>>): Promise<Stores> {
  const folder = dataFolder(env);
  const engine = ledgerEngine(env, folder);
  const postgres = env.DATABASE_URL ? externalPostgres(env.DATABASE_URL) : await startPostgres(folder);
  const closing: (() => Promise<void>)[] = [() => postgres.stop()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const ownership = await claimOwnership(postgres.owner);
    closing.push(() => ownership.release());
    await rm(folder.staging, { recursive: true, force: true }).then(() => dataFolder(env));
    const database = await openDatabase(postgres.owner, postgres.app);
    closing.push(() => database.close());
    const ledger = await engine.open(postgres);
    closing.push(() => ledger.close());
    return { database, ledger, folder, postgres, lost: ownership.lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}
