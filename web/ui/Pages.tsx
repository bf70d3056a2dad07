import { Button } from './Button.tsx';
import { countText } from './number-text.ts';
import classes from './Pages.module.css';

interface PagesProps {
  /** Of the first row shown, from 0. */
  offset: number;
  limit: number;
  total: number;
  go: (offset: number) => void;
}

/** Which rows of how many, and the way to those before and after; nothing where all are in sight. */
export function Pages({ offset, limit, total, go }: PagesProps) {
  if (total <= limit && offset === 0) return null;
  const last = Math.min(total, offset + limit);
  return (
    <nav className={classes.pages} aria-label="Pages">
      <span>
        {total === 0 ? '0' : `${countText(offset + 1)}–${countText(last)}`} of {countText(total)}
      </span>
      <Button disabled={offset === 0} onClick={() => go(Math.max(0, offset - limit))}>
        Previous
      </Button>
      <Button disabled={last >= total} onClick={() => go(offset + limit)}>
        Next
      </Button>
    </nav>
  );
}
