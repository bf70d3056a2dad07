import { type ReactNode, useEffect, useRef } from 'react';
import classes from './File.module.css';

let shown: string | undefined;

interface StepHeadProps {
  /** What tells this step from the one before it, also when the title is the same. */
  of: string;
  title: ReactNode;
  note?: ReactNode;
}

/** The heading of a step. It takes the focus when one has gone on, so that screen readers say where one is. */
export function StepHead({ of, title, note }: StepHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown !== undefined && shown !== of) heading.current?.focus({ preventScroll: true });
    shown = of;
  }, [of]);
  return (
    <header className={classes.stepHead}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {note && <p className={classes.muted}>{note}</p>}
    </header>
  );
}
