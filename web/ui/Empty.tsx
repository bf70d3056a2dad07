import type { ReactNode } from 'react';
import classes from './Message.module.css';

interface EmptyProps {
  /** What will stand here. */
  title: string;
  /** The one step that fills it, in words. */
  children?: ReactNode;
  /** That step as a button or link. */
  action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <section className={classes.message}>
      <h2>{title}</h2>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </section>
  );
}
