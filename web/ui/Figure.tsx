import { type ClipboardEvent, type MouseEvent, type ReactNode, use } from 'react';
import { InTableContext, useOpenFigure } from './explain-context.ts';
import classes from './Figure.module.css';

interface FigureProps {
  /** Address of the figure; with it a click or Enter opens Explain. */
  figure?: string | undefined;
  /** The exact value: shown on hover and what is copied. */
  exact?: string | undefined;
  /** What it is, for who cannot see the heading beside it. */
  label?: string | undefined;
  tone?: 'loss' | 'gain' | 'muted' | undefined;
  /** Rests on an assumed rate: carries a small mark. */
  assumed?: boolean | undefined;
  children: ReactNode;
}

/** Any number on screen. It opens to how it came about. */
export function Figure({ figure, exact, label, tone, assumed, children }: FigureProps) {
  const open = useOpenFigure();
  const inTable = use(InTableContext);
  const className = [classes.figure, tone && classes[tone], figure && open && classes.opens]
    .filter(Boolean)
    .join(' ');
  const content = (
    <>
      {label && <span className="visually-hidden">{label} </span>}
      {children}
      {assumed && <Assumed />}
    </>
  );
  const copyExact = (event: ClipboardEvent) => {
    if (exact === undefined) return;
    event.clipboardData.setData('text/plain', exact);
    event.preventDefault();
  };
  if (!figure || !open) {
    return (
      <span className={className} title={exact} onCopy={copyExact}>
        {content}
      </span>
    );
  }
  const openIt = (event: MouseEvent) => {
    event.stopPropagation();
    open(figure);
  };
  return (
    <button
      type="button"
      className={className}
      title={exact}
      onCopy={copyExact}
      onClick={openIt}
      tabIndex={inTable ? -1 : 0}
      data-figure={figure}
      aria-haspopup="dialog"
    >
      {content}
    </button>
  );
}

function Assumed() {
  return (
    <span className={classes.assumed} title="Rests on an assumed rate">
      a<span className="visually-hidden">ssumed</span>
    </span>
  );
}
