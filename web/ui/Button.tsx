import type { ComponentProps } from 'react';
import classes from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` at most once on a page; `quiet` for what stands in a row of text; `danger` for what loses something. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** Work is under way: the button stays in place and cannot be pressed again. */
  busy?: boolean;
}

export function Button({ kind = 'plain', busy = false, className, disabled, ...rest }: ButtonProps) {
  const names = [classes.button, classes[kind], className].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      {...rest}
      className={names}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}
