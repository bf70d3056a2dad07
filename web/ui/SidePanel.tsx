import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  label: string;
  /** What it shows: when that changes, the panel takes the focus again. */
  shown: string | undefined;
  /** Before the button that closes it. */
  head: ReactNode;
  /** What the button closes, in words. */
  closes: string;
  close: () => void;
  children: ReactNode;
}

/** A panel at the side. It leaves the page usable, takes the focus when it opens and gives it back. */
export function SidePanel({ label, shown, head, closes, close, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useFocusBack();
  useEffect(() => {
    if (shown) panel.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes.panel}
      aria-label={label}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <header className={classes.head}>
        {head}
        <Button kind="quiet" onClick={close} aria-label={closes}>
          Close
        </Button>
      </header>
      {children}
    </aside>
  );
}

/** When the panel goes, the focus returns to what opened it. */
function useFocusBack() {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}
