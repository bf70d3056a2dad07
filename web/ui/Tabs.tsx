import type { ReactNode } from 'react';
import classes from './Tabs.module.css';

/** The parts of a page as links, the one that is shown underlined. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
