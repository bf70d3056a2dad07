import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { useDismiss } from './dismiss.ts';
import classes from './Popover.module.css';

interface PopoverProps {
  /** What floats, for screen readers. */
  label: string;
  /** What stands on the button. */
  button: ReactNode;
  kind?: 'plain' | 'quiet';
  children: (close: () => void) => ReactNode;
}

/** A button, and what floats below it until something is chosen, Escape, or a press elsewhere. */
export function Popover({ label, button, kind = 'plain', children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useDismiss(place, open, () => setOpen(false));
  const close = useCallback(() => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={place} className={classes.place}>
      <Button kind={kind} aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        {button}
      </Button>
      {open && (
        <div role="dialog" aria-label={label} className={classes.pop}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
