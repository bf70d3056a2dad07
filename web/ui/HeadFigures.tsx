import type { ReactNode } from 'react';
import classes from './HeadFigures.module.css';

/**
 * What a page comes to, in one line of large figures.
 * @param label of a part of the page, where it is not the whole of it
 */
export function HeadFigures({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <dl className={`${classes.headline} ${label ? classes.ofPart : ''}`} aria-label={label}>
      {children}
    </dl>
  );
}

/** A figure of a headline under its term. */
export function HeadFigure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
