import type { CostModel } from '@clientele/engine';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ModelPreview, modelEndpoints } from '../../../contract/models.ts';
import { usePeriod } from '../../address.ts';
import { call, RefusalError, reading } from '../../call.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Conflict } from './Conflict.tsx';
import classes from './ModelDialogs.module.css';
import { Movers } from './Movers.tsx';
import { datesText } from './VersionList.tsx';

interface SaveDialogProps {
  draft: CostModel;
  /** The version and the timeline that the draft was made from. */
  before: string;
  base: string;
  saved: () => void;
  close: () => void;
}

/** When the draft is to hold and why; who enters and who leaves the red; then one button that says it. */
export function SaveDialog({ draft, before, base, saved, close }: SaveDialogProps) {
  const queries = useQueryClient();
  const period = usePeriod();
  const [name, setName] = useState(draft.name);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [reason, setReason] = useState('');
  const body = { ...draft, name } as never;
  const dates = { ...(first && { first }), ...(last && { last }) };
  const preview = useQuery({
    ...reading(modelEndpoints.previewModel, { query: { period, ...dates }, body }),
    placeholderData: before => before,
    retry: false,
  });
  const save = useMutation({
    mutationFn: (over: string) =>
      call(modelEndpoints.useModel, { query: { ...dates, reason, base: over }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      saved();
    },
  });
  const problems = preview.data?.problems ?? [];
  return (
    <Dialog label="Save as a version" close={close}>
      <div className={classes.form}>
        <h2>Save as a version</h2>
        <TextField label="Name" value={name} onChange={event => setName(event.target.value)} />
        <div className={classes.row}>
          <TextField
            label="First day"
            type="date"
            value={first}
            hint="Empty: from the beginning"
            onChange={event => setFirst(event.target.value)}
          />
          <TextField
            label="Last day"
            type="date"
            value={last}
            hint="Empty: until another one holds"
            onChange={event => setLast(event.target.value)}
          />
        </div>
        <TextField label="Why" value={reason} onChange={event => setReason(event.target.value)} />
        {problems.length > 0 && (
          <ul className={classes.problems}>
            {problems.map(({ where, what, mend }) => (
              <li key={where}>
                {where}: {what}. {mend}
              </li>
            ))}
          </ul>
        )}
        {preview.error && <Problem error={preview.error} />}
        {save.error &&
          (save.error instanceof RefusalError && save.error.code === 'model-changed' ? (
            <Conflict
              error={save.error}
              before={before}
              mine={preview.data?.differences ?? []}
              saveOver={timeline => save.mutate(timeline)}
            />
          ) : (
            <Problem error={save.error} />
          ))}
        {preview.data ? (
          <Effects preview={preview.data} period={period} />
        ) : (
          !preview.error && <Skeleton height={160} />
        )}
      </div>
      <footer className={classes.foot}>
        <Button
          kind="primary"
          busy={save.isPending}
          disabled={problems.length > 0 || preview.error !== null || name.trim() === ''}
          onClick={() => save.mutate(base)}
        >
          {buttonText(first, last)}
        </Button>
        <Button onClick={close}>Cancel</Button>
      </footer>
    </Dialog>
  );
}

function buttonText(first: string, last: string): string {
  if (!first && !last) return 'Use it in all months';
  return `Use it ${datesText({ first: first || null, last: last || null }).toLowerCase()}`;
}

function Effects({ preview, period }: { preview: ModelPreview; period: string }) {
  const {
    versions,
    gaps,
    totals,
    profitCustomers,
    unprofitable,
    entersRed,
    leavesRed,
    currency,
    unknownCustomers,
  } = preview;
  const rows = [
    ['Profit of customers', profitCustomers],
    ...(totals
      ? ([
          ['Charged to customers', totals.customers],
          ['Without a customer', totals.unassigned],
          ['Our own mistakes', totals.ownMistakes],
          ['Unused, or not in the model', totals.unused],
          ['Sustaining', totals.sustaining],
        ] as const)
      : []),
  ] as const;
  return (
    <>
      <p>
        The versions then:{' '}
        {versions.map(version => `${version.name} (${datesText(version).toLowerCase()})`).join('; ')}.
        {gaps.length > 0 && ` In ${gaps.map(gap => periodText(gap.from)).join(', ')} none holds.`}
      </p>
      {unknownCustomers.length > 0 && (
        <p>
          Minutes are stated for customers that the book does not know: {unknownCustomers.join(', ')}. They
          hold once it does; check the numbers.
        </p>
      )}
      <table className={classes.moves}>
        <thead>
          <tr>
            <th>
              {periodText(period)}, {currency}
            </th>
            <th>Before</th>
            <th>After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, { before, after }]) => (
            <tr key={title}>
              <td>{title}</td>
              <td>
                <Amount value={before} />
              </td>
              <td>
                <Amount value={after} />
              </td>
            </tr>
          ))}
          <tr>
            <td>Customers that lose money</td>
            <td>{countText(unprofitable.before)}</td>
            <td>{countText(unprofitable.after)}</td>
          </tr>
        </tbody>
      </table>
      <Crossing title="Fall below zero" movers={entersRed} />
      <Crossing title="Rise above zero" movers={leavesRed} />
      {preview.differences.length > 0 && (
        <details>
          <summary>What it says otherwise: {preview.differences.length}</summary>
          <ul>
            {preview.differences.map(({ what, before, after }) => (
              <li key={what}>
                {what}: {before ?? 'nothing'}, then {after ?? 'nothing'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Crossing({ title, movers }: { title: string; movers: ModelPreview['entersRed'] }) {
  if (movers.length === 0) return null;
  return (
    <div>
      <strong>{title}</strong>
      <Movers label={title} movers={movers} />
    </div>
  );
}
