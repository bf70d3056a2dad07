import { profitEndpoints } from '../../contract/profit.ts';
import { addressOf } from '../call.ts';
import classes from './Portfolio.module.css';
import { type PortfolioSearch, selectionIn } from './portfolio-search.ts';

/** What is on screen as a file: the same customers in the same order, with all their columns. */
export function RankedFiles({ period, search }: { period: string; search: PortfolioSearch }) {
  const { sort, direction } = search;
  const query = { period, ...selectionIn(search), sort, direction };
  const file = (format: 'csv' | 'xlsx') =>
    addressOf(profitEndpoints.rankingFile, { query: { ...query, format } });
  return (
    <span className={classes.files}>
      <a href={file('csv')} download>
        CSV
      </a>
      <a href={file('xlsx')} download>
        Excel
      </a>
    </span>
  );
}
