import { Link } from '@tanstack/react-router';
import type { ValueAnswer } from '../../contract/value-forecast.ts';
import { paths } from '../links.ts';
import buttons from '../ui/Button.module.css';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { shareText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import classes from './Value.module.css';
import { workText } from './value-sentence.ts';

interface UnreadyProps {
  state: Exclude<ValueAnswer['state'], 'ready'>;
  progress: ValueAnswer['progress'];
  stop: () => void;
  begin: () => void;
  turning: boolean;
  refused: Error | null;
}

const TOLD_EVERY = 0.25;

/** What stands where there is no forecast: how far it is, that it was stopped, or what it takes. */
export function Unready({ state, progress, stop, begin, turning, refused }: UnreadyProps) {
  if (state === 'empty') return <NoPurchases />;
  if (state === 'stopped')
    return (
      <Empty
        title="The forecast was stopped"
        action={
          <Button kind="primary" busy={turning} onClick={begin}>
            Begin again
          </Button>
        }
      >
        Nothing was worked out at these terms. Begin again, or choose others above.
        {refused && <Problem error={refused} />}
      </Empty>
    );
  return <Progress progress={progress} stop={stop} turning={turning} refused={refused} />;
}

type ProgressProps = Pick<UnreadyProps, 'progress' | 'stop' | 'turning' | 'refused'>;

/** Screen readers are told at every quarter, not with every step. */
function Progress({ progress, stop, turning, refused }: ProgressProps) {
  const share = progress?.share ?? 0;
  const told = Math.floor(share / TOLD_EVERY) * TOLD_EVERY;
  return (
    <section className={classes.working} aria-label="Progress of the forecast">
      <h2>The forecast is being worked out</h2>
      <progress
        {...(progress && { value: share })}
        max={1}
        aria-label="Share of the forecast that is worked out"
      />
      <p>
        {progress ? `${shareText(share)}: ${workText(progress.step)}` : 'Waits for its turn'}. You may leave
        this page: it goes on.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {shareText(told)} worked out
      </p>
      <Button busy={turning} onClick={stop}>
        Stop
      </Button>
      {refused && <Problem title="It could not be stopped" error={refused} />}
    </section>
  );
}

function NoPurchases() {
  return (
    <Empty
      title="No purchases to forecast from"
      action={
        <Link to={paths.intake} className={`${buttons.button} ${buttons.primary}`}>
          Import order lines
        </Link>
      }
    >
      What each customer will buy and be worth over the coming years will stand here, each figure with its
      range, once order lines are in the book. A day on which the returns are as high as the sales does not
      count, and neither does one after the last day observed: choose a later one above if there is one.
    </Empty>
  );
}
