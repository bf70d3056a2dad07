import { type ReactNode, useId } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  title: ReactNode;
  /** Small print beside the title: what the section counts, since when. */
  note?: ReactNode;
  /** Buttons or filters at the end of the title's line. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A part of a page under a heading and a hairline. */
export function Section({ title, note, tools, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {note && <span className={classes.note}>{note}</span>}
        {tools && <div className={classes.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}
