import { lineageEndpoints } from '../../contract/lineage.ts';
import { undoEndpoints } from '../../contract/undo.ts';
import type { Database } from '../database/open.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Bind } from '../routing.ts';
import type { Intake } from './intake.ts';
import { lineageAnswer } from './lineage.ts';

interface ChangeStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly intake: Intake;
}

/** What takes imports back, mends and replaces them, and says which of them made a month. */
export function bindChanges(bind: Bind, stores: ChangeStores): void {
  bind(undoEndpoints.undoPreview, ({ scope, params }) => stores.intake.undoPreview(scope, params.id));
  bind(lineageEndpoints.lineage, ({ scope, query }) => lineageAnswer(stores, scope, query));
}
