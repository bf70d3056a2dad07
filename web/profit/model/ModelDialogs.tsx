import type { Activity, CostModel, Pool } from '@clientele/engine';
import { ActivityDialog } from './ActivityDialog.tsx';
import { kindsOf, withActivity, without, withPool } from './model-edits.ts';
import { PoolDialog } from './PoolDialog.tsx';
import { SaveDialog } from './SaveDialog.tsx';

export type Editing =
  | { readonly kind: 'activity'; readonly activity: Activity; readonly isNew?: boolean }
  | { readonly kind: 'pool'; readonly pool: Pool; readonly isNew?: boolean }
  | { readonly kind: 'save' };

interface ModelDialogsProps {
  editing: Editing;
  /** The draft as it stands. */
  model: CostModel;
  /** The version and the timeline that it was made from. */
  before: string;
  base: string;
  /** Kinds of activity in the book that the model does not cover. */
  uncovered: readonly string[];
  edit: (change: (model: CostModel) => CostModel) => void;
  close: () => void;
}

/** What lies over the cost model: one of its parts being edited, or the draft being saved. */
export function ModelDialogs({ editing, model, before, base, uncovered, edit, close }: ModelDialogsProps) {
  const changed = (change: (before: CostModel) => CostModel) => {
    edit(change);
    close();
  };
  if (editing.kind === 'save')
    return <SaveDialog draft={model} before={before} base={base} saved={close} close={close} />;
  if (editing.kind === 'activity') {
    const { activity, isNew } = editing;
    return (
      <ActivityDialog
        activity={activity}
        model={model}
        kinds={kindsOf(model, uncovered)}
        remove={isNew ? undefined : () => changed(before => without(before, activity))}
        save={edited => changed(before => withActivity(before, edited))}
        close={close}
      />
    );
  }
  const { key } = editing.pool;
  return (
    <PoolDialog
      pool={editing.pool}
      currency={model.currency}
      isNew={editing.isNew === true}
      drawn={model.activities.filter(({ pool }) => pool === key).length}
      remove={() => changed(before => ({ ...before, pools: before.pools.filter(pool => pool.key !== key) }))}
      save={pool => changed(before => withPool(before, pool))}
      close={close}
    />
  );
}
