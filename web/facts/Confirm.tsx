import { type ReactNode, useId } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Intake.module.css';

interface ConfirmProps {
  title: string;
  /** What will happen, in words and numbers. */
  children: ReactNode;
  /** The button repeats the numbers. */
  action: string;
  busyText: string;
  busy: boolean;
  error: Error | null;
  enabled?: boolean;
  /** What loses something is marked so. */
  kind?: 'danger' | 'primary';
  run: () => void;
  close: () => void;
}

/** Says what will happen, then one button that does it. A refusal stays in sight until it is mended. */
export function Confirm(props: ConfirmProps) {
  const form = useId();
  return (
    <Dialog label={props.title} close={props.close}>
      <form
        id={form}
        className={classes.confirm}
        onSubmit={event => {
          event.preventDefault();
          props.run();
        }}
      >
        <h2>{props.title}</h2>
        {props.children}
        {props.error && <Problem error={props.error} />}
        <div className={classes.confirmButtons}>
          <Button onClick={props.close}>Cancel</Button>
          <Button
            kind={props.kind ?? 'danger'}
            type="submit"
            busy={props.busy}
            disabled={props.enabled === false}
          >
            {props.busy ? props.busyText : props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
