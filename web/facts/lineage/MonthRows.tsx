import { Link } from '@tanstack/react-router';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Button } from '../../ui/Button.tsx';
import { countText } from '../../ui/number-text.ts';
import { periodText } from '../../ui/period-choices.ts';
import { momentText } from '../batch-text.ts';
import { kindTitle, type LayoutsAnswer } from '../kind-title.ts';
import classes from './Lineage.module.css';
import type { LineageMonth } from './lineage-months.ts';

interface MonthRowsProps {
  month: LineageMonth;
  layouts: LayoutsAnswer;
  close: () => void;
  reopen: () => void;
}

/** A month and the imports that it is made of; each leads to its place in the history. */
export function MonthRows({ month: { month, closed, batches }, layouts, close, reopen }: MonthRowsProps) {
  const name = periodText(month);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={6} className={classes.month}>
          {name}
          {closed && <span className={classes.muted}> closed</span>}
          <Button
            kind="quiet"
            className={classes.tool}
            aria-label={`${closed ? 'Reopen' : 'Close'} ${name}`}
            onClick={closed ? reopen : close}
          >
            {closed ? 'Reopen' : 'Close'}
          </Button>
        </th>
      </tr>
      {batches.length === 0 && (
        <tr>
          <td colSpan={6} className={classes.muted}>
            No file has facts of this month.
          </td>
        </tr>
      )}
      {batches.map(batch => (
        <tr key={batch.id}>
          <th scope="row" className={classes.file}>
            <Link to={paths.intake} search={{ batch: batch.id }} title={batch.file}>
              {batch.file}
            </Link>
            {batch.replaces && <span className={classes.muted}> replaced an earlier file</span>}
            {batch.mendsOf && <span className={classes.muted}> mended rows</span>}
          </th>
          <td className={classes.wide}>{kindTitle(layouts, batch.kind)}</td>
          <td className={classes.number}>{countText(batch.rows)}</td>
          <td className={classes.number}>
            <Amount value={batch.amount} digits={Number(batch.amount) === 0 ? 0 : 2} />
          </td>
          <td className={classes.wide}>{momentText(batch.at)}</td>
          <td className={classes.wide}>{batch.by}</td>
        </tr>
      ))}
    </tbody>
  );
}
