import { lineageEndpoints } from '../../contract/lineage.ts';
import { undoEndpoints } from '../../contract/undo.ts';
import type { Bind } from '../routing.ts';
import { lineageAnswer } from './lineage.ts';
import { type UndoStores, undoPreview } from './undo-preview.ts';

/** What takes imports back, mends and replaces them, and says which of them made a month. */
export function bindChanges(bind: Bind, stores: UndoStores): void {
  bind(undoEndpoints.undoPreview, ({ scope, params }) => undoPreview(stores, scope, params.id));
  bind(lineageEndpoints.lineage, ({ scope, query }) => lineageAnswer(stores, scope, query));
}
