import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import type { CustomerPage } from '../../contract/profit-answers.ts';
import { figureIn } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { InTableContext } from '../ui/explain-context.ts';
import { periodText } from '../ui/period-choices.ts';
import { Section } from '../ui/Section.tsx';
import { Switch } from '../ui/Switch.tsx';
import classes from './CustomerPeriods.module.css';
import { useWholeColumns } from './customer-columns.ts';
import { walkCells } from './customer-keys.ts';
import type { CustomerSearch } from './customer-search.ts';
import { type StatementLine, statementLines, withAmounts } from './customer-statement.ts';

interface CustomerPeriodsProps {
  page: CustomerPage;
  stale: boolean;
  search: CustomerSearch;
  change: (next: Partial<CustomerSearch>) => void;
}

const GRAINS = [
  { value: 'month', text: 'Month' },
  { value: 'quarter', text: 'Quarter' },
  { value: 'year', text: 'Year' },
] as const;

/** The profit and loss as a controller reads it: lines down, periods across, the whole period beside the names. */
export function CustomerPeriods({ page, stale, search, change }: CustomerPeriodsProps) {
  const grain = search.grain ?? 'month';
  const lines = withAmounts(statementLines(page.statement), page.statement);
  const shown = lines.filter(line => line.kind !== 'activity' || search.step === stepOf(line, page));
  return (
    <Section
      title="Profit and loss"
      note={page.currency}
      tools={
        <Switch
          label="Grain"
          value={grain}
          choices={GRAINS}
          change={next => change({ grain: next === 'month' ? undefined : next })}
        />
      }
    >
      <Periods page={page} stale={stale}>
        {shown.map(line => (
          <Line key={line.key} line={line} page={page} search={search} change={change} />
        ))}
      </Periods>
      {page.notAdditive.length > 0 && page.periods.length > 1 && (
        <p className={classes.note}>
          {namesOf(page).join(', ')}: counts distinct things over the whole period, so the {grain}s do not add
          up to it.
        </p>
      )}
    </Section>
  );
}

function Periods({ page, stale, children }: { page: CustomerPage; stale: boolean; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const count = page.periods.length;
  useWholeColumns(box, count);
  const narrowTo = (period: string) => void navigate({ to: '.', search: before => ({ ...before, period }) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
    <section ref={box} className={classes.scroller} tabIndex={0} aria-label="Profit and loss by period">
      <table className={`${classes.periods} ${stale ? classes.stale : ''}`} onKeyDown={walkCells}>
        <thead>
          <tr>
            <th scope="col" className={classes.name}>
              Line
            </th>
            <th scope="col" className={classes.whole}>
              {periodText(page.period)}
            </th>
            {page.periods.map(({ period }) => (
              <th key={period} scope="col">
                {count === 1 ? (
                  period
                ) : (
                  <button
                    type="button"
                    className={classes.narrowTo}
                    title={`Show ${periodText(period)} alone`}
                    onClick={() => narrowTo(period)}
                  >
                    {period}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface LineProps {
  line: StatementLine;
  page: CustomerPage;
  search: CustomerSearch;
  change: (next: Partial<CustomerSearch>) => void;
}

function Line({ line, page, search, change }: LineProps) {
  const figure = `customer/${page.customer.id}/${line.figure}`;
  const step = line.key.startsWith('line/') ? stepOf(line, page) : undefined;
  const open = step !== undefined && search.step === step;
  return (
    <tr className={classes[line.kind]}>
      <th scope="row" className={classes.name}>
        {step ? (
          <button
            type="button"
            className={classes.unfold}
            aria-expanded={open}
            onClick={() => change({ step: open ? undefined : step })}
          >
            <Chevron open={open} />
            {line.label}
          </button>
        ) : (
          line.label
        )}
      </th>
      <td className={classes.whole}>
        <Amount value={line.amountIn(page.statement)} figure={figure} assumed={line.assumed} />
      </td>
      <InTableContext value={true}>
        {page.periods.map(({ period, explains, statement }) => (
          <td key={period}>
            <Amount value={line.amountIn(statement)} figure={figureIn(figure, explains)} />
          </td>
        ))}
      </InTableContext>
    </tr>
  );
}

function Chevron({ open }: { open: boolean }) {
  return (
    <svg className={classes.chevron} data-open={open || undefined} viewBox="0 0 8 8" aria-hidden="true">
      <path d="M2.5 1 5.5 4 2.5 7" fill="none" stroke="currentColor" />
    </svg>
  );
}

/** The cost line that a line belongs to, or that an activity is booked to. */
function stepOf(line: StatementLine, page: CustomerPage): string | undefined {
  const [kind, key] = line.key.split('/');
  if (kind === 'line') return key;
  return page.statement.costLines.find(one => one.activities.some(activity => activity.key === key))?.key;
}

/** Activities by their names, whether the server names them or gives their keys. */
function namesOf(page: CustomerPage): string[] {
  const activities = page.statement.costLines.flatMap(line => line.activities);
  return page.notAdditive.map(key => activities.find(activity => activity.key === key)?.name ?? key);
}
