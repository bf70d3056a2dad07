import { useInfiniteQuery } from '@tanstack/react-query';
import type { Batch, RowProblem } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { addressOf, call } from '../call.ts';
import buttons from '../ui/Button.module.css';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { rowsText } from './batch-text.ts';
import classes from './Tables.module.css';

/** Rows that were not kept: where, what, the mend, and the row as it stands; and all of them as a file to mend. */
export function Problems({ batch }: { batch: Batch }) {
  const params = { id: batch.id };
  const asked = useInfiniteQuery({
    queryKey: [factEndpoints.problems.name, batch.id],
    queryFn: ({ pageParam, signal }) =>
      call(factEndpoints.problems, { params, query: { offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.problems.length, 0);
      return last.problems.length > 0 && read < last.total ? read : undefined;
    },
  });
  if (asked.error) {
    return (
      <Problem
        title="The problems could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
      />
    );
  }
  if (!asked.data) return <Skeleton height={160} label="Reading the problems" />;
  const problems = asked.data.pages.flatMap(page => page.problems);
  const total = asked.data.pages[0]?.total ?? 0;
  if (total === 0) return null;
  return (
    <>
      <div className={classes.mend}>
        <a className={buttons.button} href={addressOf(factEndpoints.problemFile, { params })} download>
          Download {rowsText(batch.rowsRefused)} to mend
        </a>
        <span className={classes.muted}>
          Mend them there and import that file: it holds what was not kept, and nothing else.
        </span>
      </div>
      <ProblemTable problems={problems} />
      {asked.hasNextPage && (
        <p className={classes.more}>
          {countText(problems.length)} of {countText(total)} problems{' '}
          <Button kind="quiet" busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  );
}

function ProblemTable({ problems }: { problems: readonly RowProblem[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label="Rows to mend">
      <table className={`${classes.table} ${classes.problems}`}>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              Row
            </th>
            <th scope="col">Field</th>
            <th scope="col">What is wrong</th>
            <th scope="col">How to mend it</th>
            <th scope="col">The row as it stands</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(problem => (
            <tr key={`${problem.row} ${problem.field} ${problem.what}`}>
              <td className={classes.number} data-label="Row">
                {countText(problem.row)}
              </td>
              <td>{problem.field}</td>
              <td>{problem.what}</td>
              <td>{problem.mend}</td>
              <td className={classes.rowText}>{problem.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
