import { useMutation } from '@tanstack/react-query';
import type { Me } from '../../contract/people.ts';
import { viewingEndpoints } from '../../contract/viewing.ts';
import { call } from '../call.ts';
import { goOn } from '../sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Viewing.module.css';

/** Says on every page as whom it is looked at, until that is ended. */
export function Viewing({ viewing }: { viewing: NonNullable<Me['viewing']> }) {
  const ending = useMutation({
    mutationFn: () => call(viewingEndpoints.endViewing),
    // What was read belongs to another view: all of it is read anew.
    onSuccess: () => goOn(location.pathname + location.search),
  });
  return (
    <aside className={classes.viewing} aria-label="View as another person">
      <p>
        You view as <b>{viewing.name}</b>: what both of you may see, and no change.
      </p>
      <Button busy={ending.isPending} onClick={() => ending.mutate()}>
        End the view
      </Button>
      {ending.error && <Problem title="The view was not ended" error={ending.error} />}
    </aside>
  );
}
