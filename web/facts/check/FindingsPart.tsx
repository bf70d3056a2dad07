import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Batch, batchEndpoints, type HowToRead } from '../../../contract/batches.ts';
import type { Findings } from '../../../contract/findings.ts';
import { mendEndpoints } from '../../../contract/mends.ts';
import { call, reading } from '../../call.ts';
import type { Duplicate } from '../../intake-search.ts';
import { Button } from '../../ui/Button.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import { rowsText } from '../batch-text.ts';
import { DifferenceTable } from '../DifferenceTable.tsx';
import { useFileGo } from '../file/asked-file.ts';
import file from '../file/File.module.css';
import { StepHead } from '../file/StepHead.tsx';
import { RowsToMend } from '../mend/RowsToMend.tsx';
import { CardChanges } from './CardChanges.tsx';
import type { CheckedBatchProps } from './CheckedBatch.tsx';
import { findingsText, keepText, rowsToKeep, writtenText } from './check-text.ts';
import { Duplicates } from './Duplicates.tsx';
import { Replaces } from './Replaces.tsx';
import { useCheck } from './use-check.ts';

interface FindingsPartProps extends CheckedBatchProps {
  batch: Batch;
  findings: Findings;
}

/** What an import would keep, refuse and change; nothing of it counts until the button is pressed. */
export function FindingsPart({ batch, findings, book, on, search, inspection }: FindingsPartProps) {
  const go = useFileGo();
  const mends = useQuery({
    ...reading(mendEndpoints.rowsToMend, { params: { id: batch.id } }),
    enabled: findings.rows.refused > 0,
    staleTime: 0,
  });
  const again = useCheck({
    id: inspection.id,
    before: batch.id,
    begun: id => go({ batch: id }, { replace: true }),
  });
  const [written, setWritten] = useState<readonly number[]>([]);
  const typing = useCallback(
    (row: number, isTyping: boolean) =>
      setWritten(rows =>
        rows.includes(row) === isTyping
          ? rows
          : isTyping
            ? [...rows, row]
            : rows.filter(other => other !== row),
      ),
    [],
  );
  const mended = mends.data?.mended ?? 0;
  const leave = search.leave ?? [];
  const currency = book.settings?.currency;
  return (
    <>
      <StepHead
        of={`check ${on.place} checked`}
        title={findingsText(findings, mended)}
        note={batch.sentence ?? 'Nothing of it counts yet.'}
      />
      <Replaces
        batch={batch}
        findings={findings}
        busy={again.isPending}
        choose={replaces => again.mutate({ ...howItWasRead(batch), ...(replaces && { replaces }) })}
      />
      {again.error && <Problem error={again.error} />}
      {findings.rows.refused > 0 && (
        <Section
          title={`${rowsText(findings.rows.refused)} to mend`}
          note={mended > 0 ? `${countText(mended)} mended` : 'here, in the file, or leave them out'}
        >
          <RowsToMend batch={batch} typing={typing} />
        </Section>
      )}
      <Duplicates
        duplicates={findings.duplicates}
        leave={leave}
        change={next => go({ leave: next }, { replace: true })}
      />
      {findings.difference && (
        <Section
          title="What it changes"
          note={leave.length > 0 || mended > 0 ? 'as checked: before mends and rows left out' : undefined}
        >
          <DifferenceTable difference={findings.difference} currency={currency} />
        </Section>
      )}
      <CardChanges title="Customers" changes={findings.customers} />
      <CardChanges title="Products" changes={findings.products} />
      <KeepBar batch={batch} findings={findings} mended={mended} leave={leave} written={written} />
    </>
  );
}

/** The same reading again, for another check. */
function howItWasRead({ file, part, mapping, preset, kind }: Batch): HowToRead {
  return {
    file,
    ...(part && { part }),
    ...(preset ? { preset } : mapping ? { mapping } : kind ? { kind } : {}),
  };
}

interface KeepBarProps {
  batch: Batch;
  findings: Findings;
  mended: number;
  leave: readonly Duplicate[];
  /** Rows in which something is written that is not taken as a mend yet: an import would leave it. */
  written: readonly number[];
}

/** Each button says how many rows it keeps. */
function KeepBar({ batch, findings, mended, leave, written }: KeepBarProps) {
  const go = useFileGo();
  const queries = useQueryClient();
  const params = { id: batch.id };
  const keep = useMutation({
    mutationFn: (allOrNothing: boolean) =>
      call(batchEndpoints.keep, {
        params,
        body: {
          allOrNothing,
          leaveOutRepeated: leave.includes('repeated'),
          leaveOutExisting: leave.includes('existing'),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      go({ at: 'keep' });
    },
  });
  const discard = useMutation({
    mutationFn: () => call(batchEndpoints.discard, { params }),
    onSuccess: async () => {
      go({ at: 'columns', batch: undefined });
      await queries.invalidateQueries();
    },
  });
  const staysOut = findings.rows.refused - mended;
  const rows = rowsToKeep(findings, mended, leave);
  return (
    <div className={file.goOn}>
      <Button
        kind="primary"
        busy={keep.isPending}
        disabled={rows === 0 || written.length > 0}
        onClick={() => keep.mutate(false)}
      >
        {keepText(rows, { read: findings.rows.read, refused: staysOut })}
      </Button>
      {findings.rows.refused > 0 && (
        <Button
          disabled={staysOut > 0 || written.length > 0 || keep.isPending}
          onClick={() => keep.mutate(true)}
        >
          Import all or nothing
        </Button>
      )}
      <Button kind="quiet" busy={discard.isPending} onClick={() => discard.mutate()}>
        Put it away
      </Button>
      {written.length > 0 && (
        <span className={file.muted} role="status">
          {writtenText(written)}
        </span>
      )}
      {staysOut > 0 && written.length === 0 && (
        <span className={`${file.muted} ${file.besides}`}>
          {rowsText(staysOut)} {staysOut === 1 ? 'stays' : 'stay'} out and can be mended later; all or nothing
          needs {staysOut === 1 ? 'it' : 'them'} mended first.
        </span>
      )}
      {(keep.error ?? discard.error) && <Problem error={(keep.error ?? discard.error) as Error} />}
    </div>
  );
}
