import { parsePeriod } from '@clientele/engine';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Book, factEndpoints } from '../../../contract/facts.ts';
import { lineageEndpoints } from '../../../contract/lineage.ts';
import { reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Empty } from '../../ui/Empty.tsx';
import { countText } from '../../ui/number-text.ts';
import { Problem } from '../../ui/Problem.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { usePlace } from '../../ui/place.ts';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import classes from './Lineage.module.css';
import { monthsOfLineage } from './lineage-months.ts';
import { MonthRows } from './MonthRows.tsx';
import { ReopenDialog } from './ReopenDialog.tsx';

const route = getRouteApi('/intake/lineage');

/** Which files made each month, and which months take no more. */
export function LineagePage() {
  usePlace('Lineage');
  const { period } = route.useSearch();
  const book = useQuery(reading(factEndpoints.book));
  const layouts = useQuery(reading(factEndpoints.layouts));
  const within = book.data && withinOf(period, book.data);
  const asked = useQuery({
    ...reading(lineageEndpoints.lineage, { query: within ?? {} }),
    enabled: book.data !== undefined,
  });
  const error = book.error ?? layouts.error ?? asked.error;
  if (error) {
    const retry = () => void Promise.all([book.refetch(), layouts.refetch(), asked.refetch()]);
    return <Problem title="The lineage could not be read" error={error} retry={retry} />;
  }
  if (!book.data || !asked.data || !layouts.data)
    return <Skeleton height={480} label="Reading the lineage" />;
  const months = monthsOfLineage(asked.data, book.data, within);
  return (
    <>
      <p>
        <Link to={paths.intake}>Intake</Link>
      </p>
      {months.length === 0 ? (
        <NoMonths period={period} />
      ) : (
        <MonthTable months={months} layouts={layouts.data} currency={book.data.settings?.currency} />
      )}
    </>
  );
}

interface MonthTableProps {
  months: ReturnType<typeof monthsOfLineage>;
  layouts: Parameters<typeof MonthRows>[0]['layouts'];
  currency: string | undefined;
}

function MonthTable({ months, layouts, currency }: MonthTableProps) {
  const [closing, setClosing] = useState<string>();
  const [reopening, setReopening] = useState<string>();
  const closed = months.filter(month => month.closed).length;
  return (
    <Section
      title="Which files made each month"
      note={`${countText(months.length)} ${months.length === 1 ? 'month' : 'months'}, ${closed === 0 ? 'none' : countText(closed)} closed`}
    >
      <table className={classes.lineage}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className={classes.wide}>
              Kind
            </th>
            <th scope="col" className={classes.number}>
              Rows
            </th>
            <th scope="col" className={classes.number}>
              Amount {currency && <span className={classes.unit}>{currency}</span>}
            </th>
            <th scope="col" className={classes.wide}>
              Imported
            </th>
            <th scope="col" className={classes.wide}>
              By
            </th>
          </tr>
        </thead>
        {months.map(month => (
          <MonthRows
            key={month.month}
            month={month}
            layouts={layouts}
            close={() => setClosing(month.month)}
            reopen={() => setReopening(month.month)}
          />
        ))}
      </table>
      {closing && <CloseDialog month={closing} close={() => setClosing(undefined)} />}
      {reopening && <ReopenDialog month={reopening} close={() => setReopening(undefined)} />}
    </Section>
  );
}

function NoMonths({ period }: { period: string | undefined }) {
  return (
    <Empty
      title={period ? `No facts in ${periodText(period)}` : 'No month has facts yet'}
      action={<Link to={paths.intake}>Import files</Link>}
    >
      Each month will stand here with the files that made it, their rows and their amounts.
    </Empty>
  );
}

/** The months of the address's period; without one, all there are. */
function withinOf(
  period: string | undefined,
  { settings }: Book,
): { from: string; through: string } | undefined {
  if (period === undefined) return undefined;
  const parsed = parsePeriod(period, settings?.fiscalStartMonth ?? 1);
  return parsed === 'refused' ? undefined : parsed;
}
