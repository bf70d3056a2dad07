import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../house.ts';
import { restoreBackup } from '../../settings/restore.ts';
import { type ProofOptions, prove } from './prover.ts';
import type { Proof } from './sweep.ts';

/** A copy mails nobody, asks no other system, and touches no other store. */
const ALONE = {
  ...{ DATABASE_URL: '', CLIENTELE_LEDGER: 'duckdb' },
  ...{ CLIENTELE_SMTP_URL: '', CLIENTELE_MAIL_FROM: '' },
  ...{ CLIENTELE_OIDC_ISSUER: '', CLIENTELE_OIDC_CLIENT_ID: '', CLIENTELE_OIDC_CLIENT_SECRET: '' },
} as const;

/**
 * Proves the walls on a copy: restores a backup into a folder that is thrown away afterwards, since a proof changes what it
 * is made on.
 * @param backup path of a backup's file
 */
export async function proveCopy(
  env: Readonly<Record<string, string | undefined>>,
  backup: string,
  options: ProofOptions = {},
): Promise<Proof> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-proof-'));
  const place = { ...env, ...ALONE, CLIENTELE_DATA: folder };
  try {
    await restoreBackup(place, backup);
    const house = await openHouse(place);
    try {
      return await prove(house, options);
    } finally {
      await house.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
