import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import classes from './Message.module.css';

/** Shaped like a refusal of the server; any Error fits too. */
interface Refused {
  readonly message: string;
  readonly code?: string | undefined;
  readonly problems?:
    | readonly { readonly where: string; readonly what: string; readonly mend: string }[]
    | undefined;
}

interface ProblemProps {
  error: Refused;
  /** What could not be done, such as "The portfolio could not be read". */
  title?: string;
  retry?: () => void;
  /** Another way on, such as a link. */
  action?: ReactNode;
}

/** The server's own sentence, where each problem is and how to mend it, and a way to try again. */
export function Problem({ error, title, retry: again, action }: ProblemProps) {
  // What one may not do stays so, however often it is tried.
  const retry = error.code === 'not-allowed' ? undefined : again;
  return (
    <section className={classes.message} role="alert">
      {title && <h2>{title}</h2>}
      <p className={title ? classes.text : undefined}>{error.message}</p>
      {error.problems && error.problems.length > 0 && (
        <ul className={classes.problems}>
          {error.problems.map(problem => (
            <li key={`${problem.where} ${problem.what}`}>
              <b>{problem.where}</b>: {problem.what}. {problem.mend}
            </li>
          ))}
        </ul>
      )}
      {(retry || action) && (
        <div className={classes.action}>
          {retry && <Button onClick={retry}>Try again</Button>}
          {action}
        </div>
      )}
    </section>
  );
}
