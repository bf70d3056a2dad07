import { lineageEndpoints } from '../../contract/lineage.ts';
import { mendEndpoints } from '../../contract/mends.ts';
import { undoEndpoints } from '../../contract/undo.ts';
import type { Database } from '../database/open.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Bind } from '../routing.ts';
import { batchAnswer } from './batches.ts';
import type { Intake } from './intake.ts';
import { lineageAnswer } from './lineage.ts';
import { mendRow, rowsToMend, unmendRow } from './mends.ts';
import type { FileFolders } from './originals.ts';

interface ChangeStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly folder: FileFolders;
}

/** What takes imports back, mends and replaces them, and says which of them made a month. */
export function bindChanges(bind: Bind, stores: ChangeStores): void {
  bind(undoEndpoints.undoPreview, ({ scope, params }) => stores.intake.undoPreview(scope, params.id));
  bind(lineageEndpoints.lineage, ({ scope, query }) => lineageAnswer(stores, scope, query));
  bind(mendEndpoints.rowsToMend, ({ scope, params, query }) =>
    rowsToMend(stores, scope, { id: params.id, offset: query.offset }),
  );
  bind(mendEndpoints.mendRow, ({ scope, params, body }) =>
    mendRow(stores, scope, { id: params.id, ...body }),
  );
  bind(mendEndpoints.unmendRow, ({ scope, params }) => unmendRow(stores, scope, params));
  bind(mendEndpoints.importMends, async ({ scope, params }) => {
    const { batch } = await stores.intake.importMends(scope, params.id);
    return batchAnswer(batch, stores.intake);
  });
}
