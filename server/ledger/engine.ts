import { existsSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFolder } from '../database/data-folder.ts';
import type { RunningPostgres } from '../database/launcher.ts';
import { Refusal } from '../errors.ts';
import { isDamage, setAside } from './damage.ts';
import { openDuckDb } from './duckdb.ts';
import type { Ledger } from './ledger.ts';
import { fillPostgresLedger, openPostgresLedger } from './postgres.ts';

/** What the ledger of a book runs on. */
export interface LedgerEngine {
  open(postgres: RunningPostgres): Promise<Ledger>;
  /** Moves a ledger that a backup holds to where none is yet. */
  fill(postgres: RunningPostgres, path: string): Promise<void>;
}

/**
 * The engine that CLIENTELE_LEDGER names, and where it names none, the one that the book's ledger lies in.
 * Throws a Refusal for an unknown engine, and for another than the book's.
 */
export function ledgerEngine(
  env: Readonly<Record<string, string | undefined>>,
  folder: DataFolder,
): LedgerEngine {
  return chosen(env.CLIENTELE_LEDGER, folder) === 'postgres' ? onPostgres(folder) : onDuckDb(folder);
}

const NAMES = { duckdb: 'DuckDB', postgres: 'PostgreSQL' } as const;
type Name = keyof typeof NAMES;

function chosen(asked: string | undefined, folder: DataFolder): Name {
  if (asked && !Object.hasOwn(NAMES, asked))
    throw new Refusal(
      'unknown-ledger',
      `CLIENTELE_LEDGER is "${asked}", which names no ledger: set it to duckdb or postgres, or leave it out.`,
    );
  const lies = engineOfBook(folder);
  const name = (asked || lies || 'duckdb') as Name;
  if (lies !== undefined && name !== lies)
    throw new Refusal(
      'ledger-elsewhere',
      `The ledger of this book lies in ${NAMES[lies]}, and CLIENTELE_LEDGER asks for ${NAMES[name]}: leave it out, or make a backup and restore that with CLIENTELE_LEDGER=${name} into an empty folder.`,
    );
  return name;
}

/** Undefined for a book without a ledger as yet. */
function engineOfBook(folder: DataFolder): Name | undefined {
  if (existsSync(noteOf(folder))) return 'postgres';
  return existsSync(folder.ledger) ? 'duckdb' : undefined;
}

/** Says in the data folder that the ledger lies elsewhere. */
function noteOf({ ledger }: DataFolder): string {
  return join(dirname(ledger), 'in-postgres');
}

function onDuckDb({ ledger: path, staging }: DataFolder): LedgerEngine {
  return {
    open: async () => {
      try {
        return await openDuckDb({ path, staging });
      } catch (error) {
        if (!isDamage(error)) throw error;
        const aside = setAside(path);
        console.error(
          `The file of the ledger cannot be read (${String(error)}). It lies in ${aside} from now on.`,
        );
        return await openDuckDb({ path, staging });
      }
    },
    fill: async (_, copy) => {
      await rm(`${path}.wal`, { force: true });
      await rename(copy, path);
    },
  };
}

function onPostgres(folder: DataFolder): LedgerEngine {
  const { staging } = folder;
  const noted = () => writeFileSync(noteOf(folder), '', { mode: 0o600 });
  return {
    open: async ({ owner, app }) => {
      const ledger = await openPostgresLedger({ owner, app, staging });
      noted();
      return ledger;
    },
    fill: async ({ owner, app }, path) => {
      await fillPostgresLedger({ owner, app, staging }, path);
      noted();
    },
  };
}
