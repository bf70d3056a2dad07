import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Batch } from '../../contract/batches.ts';
import type { Book } from '../../contract/facts.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { Section } from '../ui/Section.tsx';
import { HistoryRow } from './HistoryRow.tsx';
import { kindTitle, type LayoutsAnswer } from './kind-title.ts';
import classes from './Tables.module.css';
import { UndoDialog } from './UndoDialog.tsx';

interface HistoryProps {
  batches: readonly Batch[];
  book: Book;
  layouts: LayoutsAnswer | undefined;
  /** The batch that stands open, by the address. */
  open: string | undefined;
  /** The row of it that a fact came from. */
  row: string | undefined;
  setOpen: (id: string | undefined) => void;
}

const FIRST_ROWS = 25;

/** Every import there was, newest first; each opens to its outcome and its problems. */
export function History({ batches, book, layouts, open, row, setOpen }: HistoryProps) {
  const [all, setAll] = useState(false);
  const [undoing, setUndoing] = useState<Batch>();
  const currency = book.settings?.currency;
  // What the address asks for is shown, however old.
  const reach = Math.max(FIRST_ROWS, batches.findIndex(batch => batch.id === open) + 1);
  const shown = all ? batches : batches.slice(0, reach);
  if (batches.length === 0) {
    return (
      <Section title="Imports">
        <p className={classes.muted}>
          None yet. Each file will stand here with its rows, its amount, who imported it and when, and an
          undo.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Imports"
      note={countText(batches.length)}
      tools={<Link to={paths.lineage}>Which files made each month</Link>}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className={classes.wide}>
              Kind
            </th>
            <th scope="col" className={classes.number}>
              Rows kept
            </th>
            <th scope="col" className={`${classes.number} ${classes.wide}`}>
              To mend
            </th>
            <th scope="col" className={`${classes.number} ${classes.wide}`}>
              Amount {currency && <span className={classes.unit}>{currency}</span>}
            </th>
            <th scope="col" className={`${classes.wide} ${classes.spare}`}>
              When
            </th>
            <th scope="col" className={`${classes.wide} ${classes.spare}`}>
              By
            </th>
            <th scope="col">State</th>
            <th scope="col" className={classes.wide}>
              <span className="visually-hidden">Undo</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(batch => (
            <HistoryRow
              key={batch.id}
              batch={batch}
              batches={batches}
              kind={kindTitle(layouts, batch.kind)}
              currency={currency}
              open={open === batch.id}
              row={row}
              toggle={() => setOpen(open === batch.id ? undefined : batch.id)}
              undo={() => setUndoing(batch)}
            />
          ))}
        </tbody>
      </table>
      {shown.length < batches.length && (
        <p className={classes.more}>
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show all {countText(batches.length)} imports
          </Button>
        </p>
      )}
      {undoing && (
        <UndoDialog
          batch={undoing}
          kindTitle={kindTitle(layouts, undoing.kind)}
          currency={currency}
          close={() => setUndoing(undefined)}
        />
      )}
    </Section>
  );
}
