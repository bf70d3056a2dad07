import { useQuery } from '@tanstack/react-query';
import { auditEndpoints } from '../../contract/audit.ts';
import { reading } from '../call.ts';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import classes from './Log.module.css';
import { instantText } from './log-words.ts';

/** Whether every entry is there and says what it said. Asked for by a press: a long log takes its time. */
export function ChainState() {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...reading(auditEndpoints.verifyAudit),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const again = data !== undefined || error !== null;
  return (
    <section className={classes.chain} aria-label="Chain of the log">
      <p role="status" className={data && !data.holds ? classes.broken : undefined}>
        {isFetching
          ? 'Working out every hash of the log anew'
          : data
            ? verdict(data, dataUpdatedAt)
            : 'Each entry is chained to the one before it by a hash. The chain is not verified yet.'}
      </p>
      <Button busy={isFetching} onClick={() => void refetch()}>
        {again ? 'Verify again' : 'Verify'}
      </Button>
      {data?.hash && data.holds && !isFetching && (
        <code
          className={classes.muted}
          title="Hash of the last entry: noted elsewhere, it shows a log that was written anew"
        >
          {data.hash.slice(0, 16)}
        </code>
      )}
      {error && !isFetching && <Problem title="The chain could not be verified" error={error} />}
    </section>
  );
}

interface Verdict {
  holds: boolean;
  entries: number;
  broken: { sentence: string } | null;
}

function verdict({ holds, entries, broken }: Verdict, at: number): string {
  const when = instantText(at);
  if (holds) return `Verified up to entry ${countText(entries)} at ${when}.`;
  return `The chain is broken, as of ${when}. ${broken?.sentence ?? 'Whoever sees every customer is told where.'}`;
}
