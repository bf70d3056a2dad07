import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Batch } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { call } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { rowsText } from './batch-text.ts';
import { Confirm } from './Confirm.tsx';
import classes from './Intake.module.css';

/** The example company stands in the book: said once, with the one step that takes it out. */
export function ExampleNotice({ company, batches }: { company: string; batches: readonly Batch[] }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(factEndpoints.removeExample),
    onSuccess: async () => {
      await queries.invalidateQueries();
      setAsking(false);
    },
  });
  const kept = batches.filter(batch => batch.state === 'kept');
  const rows = kept.reduce((sum, batch) => sum + batch.rowsKept, 0);
  return (
    <aside className={classes.notice} aria-label="Example company">
      <p>
        The book holds the example company, {company}: {countText(kept.length)} files, {rowsText(rows)}.
        Remove it before you import files of your own.
      </p>
      <Button onClick={() => setAsking(true)}>Remove the example company</Button>
      {asking && (
        <Confirm
          title="Remove the example company"
          action={`Remove ${rowsText(rows)} of ${company}`}
          busyText="Removing"
          busy={remove.isPending}
          error={remove.error}
          run={() => remove.mutate()}
          close={() => setAsking(false)}
        >
          <p>
            Takes {countText(kept.length)} files with {rowsText(rows)} out of the book, with its settings and
            its cost model. The book is empty afterwards; the example can be loaded again.
          </p>
        </Confirm>
      )}
    </aside>
  );
}

/** In an empty book: two years of a company to look around in. */
export function LoadExample() {
  const queries = useQueryClient();
  const load = useMutation({
    mutationFn: () => call(factEndpoints.loadExample),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <p className={classes.aside}>
        No file at hand? The example company is two years of a maker of components, and is removed in one
        step.{' '}
        <Button kind="quiet" busy={load.isPending} onClick={() => load.mutate()}>
          {load.isPending ? 'Loading the example company' : 'Load the example company'}
        </Button>
      </p>
      {load.error && <Problem title="The example company could not be loaded" error={load.error} />}
    </>
  );
}
