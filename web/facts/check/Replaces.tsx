import { useQuery } from '@tanstack/react-query';
import { type Batch, batchEndpoints } from '../../../contract/batches.ts';
import type { Findings } from '../../../contract/findings.ts';
import { reading } from '../../call.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { momentText, rowsText } from '../batch-text.ts';
import classes from './Check.module.css';

interface ReplacesProps {
  batch: Batch;
  findings: Findings;
  busy: boolean;
  /** Checks again with the file in the place of an earlier one; undefined for none. */
  choose: (replaces: string | undefined) => void;
}

/** A corrected file takes the place of the one that it corrects. Proposed where name or rows say so, never done unasked. */
export function Replaces({ batch, findings, busy, choose }: ReplacesProps) {
  const asked = useQuery(reading(batchEndpoints.batches));
  const kept = (asked.data ?? []).filter(one => one.state === 'kept' && one.kind === batch.kind);
  if (kept.length === 0) return null;
  const replaced = asked.data?.find(one => one.id === batch.replaces);
  const likely = likelyReplaced(batch, findings, kept);
  if (replaced) {
    return (
      <p className={classes.replaces}>
        <span>
          It replaces <b>{replaced.file}</b>, {rowsText(replaced.rowsKept)} of {momentText(replaced.at)}: they
          go when this is kept.
        </span>
        <Button busy={busy} onClick={() => choose(undefined)}>
          Keep both
        </Button>
      </p>
    );
  }
  return (
    <div className={classes.replaces}>
      {likely && (
        <>
          <span>
            Does it correct <b>{likely.file}</b>, {rowsText(likely.rowsKept)} of {momentText(likely.at)}?
          </span>
          <Button busy={busy} onClick={() => choose(likely.id)}>
            Replace {rowsText(likely.rowsKept)} of {likely.file}
          </Button>
        </>
      )}
      <SelectField
        label="The earlier import that it replaces"
        labelHidden
        value=""
        disabled={busy}
        choices={[
          { value: '', text: likely ? 'or another import' : 'Replaces no earlier import' },
          ...kept.map(one => ({ value: one.id, text: `Replaces ${one.file}, ${momentText(one.at)}` })),
        ]}
        onChange={event => choose(event.target.value || undefined)}
      />
    </div>
  );
}

/** The newest import with the same name, or the one that most of the rows found again are from. */
function likelyReplaced(batch: Batch, findings: Findings, kept: readonly Batch[]): Batch | undefined {
  const named = kept.find(one => one.file.toLowerCase() === batch.file.toLowerCase());
  if (named) return named;
  const found = findings.duplicates.existing.samples.map(sample => sample.batch);
  const counted = (id: string) => found.filter(one => one === id).length;
  return kept.filter(one => counted(one.id) > 0).toSorted((a, b) => counted(b.id) - counted(a.id))[0];
}
