import { formatDecimal } from '@clientele/engine';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './Model.module.css';
import { Movers } from './Movers.tsx';
import type { Moves } from './model-draft.ts';
import { movesText } from './model-words.ts';

interface DraftBarProps {
  moves: Moves | undefined;
  error: Error | null;
  currency: string;
  save: () => void;
  discard: () => void;
}

/** What the draft would change, while it is made; it stays in sight at the foot of the page. */
export function DraftBar({ moves, error, currency, save, discard }: DraftBarProps) {
  return (
    <section className={classes.bar} aria-label="Draft">
      <div className={classes.barHead}>
        <span role="status">
          <strong>Draft.</strong> {moves ? movesText(moves) : error ? '' : 'Working it out …'}
        </span>
        <div className={classes.barTools}>
          <Button onClick={discard}>Discard</Button>
          <Button kind="primary" onClick={save}>
            Save as a version …
          </Button>
        </div>
      </div>
      {error && <Problem error={error} />}
      {moves && moves.most.length > 0 && (
        <Movers
          label={`Profit that moves most, ${currency}`}
          movers={moves.most.map(({ before, after, ...who }) => ({
            ...who,
            before: formatDecimal(Math.round(before)),
            after: formatDecimal(Math.round(after)),
          }))}
        />
      )}
    </section>
  );
}
