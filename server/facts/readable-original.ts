import { asInstallation, type Scope, seesWholeCompany } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import { batchesNaming } from './batch-store.ts';
import { existingOriginal, type FileFolders, type Original } from './originals.ts';

/**
 * The original of this content, for who may read it whole: who sees every customer, whoever sent it of late, and anybody as
 * long as no import names it. Else it is not there: any of its rows may name a customer, the refused ones too.
 */
export async function readableOriginal(
  { database, folder }: { readonly database: Database; readonly folder: FileFolders },
  scope: Scope,
  sha256: string,
): Promise<Original> {
  const whole = asInstallation(scope);
  const [seen, all] = [
    await database.within(scope, store =>
      batchesNaming(scope, store, { sha256, fresh: !seesWholeCompany(scope) }),
    ),
    await database.within(whole, store => batchesNaming(whole, store, { sha256 })),
  ];
  const hidden = all > 0 && seen === 0;
  return await existingOriginal(folder, hidden ? '' : sha256, sha256);
}
