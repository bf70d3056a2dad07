import { type ReactNode, useEffect, useRef } from 'react';
import classes from './Dialog.module.css';

interface DialogProps {
  label: string;
  close: () => void;
  children: ReactNode;
}

/** A modal dialog of the browser's own: it traps the focus, closes on Escape and on a press beside it. */
export function Dialog({ label, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    if (!element?.open) element?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same
    <dialog
      ref={dialog}
      aria-label={label}
      className={classes.dialog}
      onCancel={event => {
        event.preventDefault();
        close();
      }}
      onClose={close}
      onClick={event => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={classes.content}>{children}</div>
    </dialog>
  );
}
