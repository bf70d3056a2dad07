import type { CompanyFigures, CompanyYear } from '../../contract/company.ts';
import { figureIn, narrowedFigure } from '../../contract/profit-figure.ts';
import { Amount } from '../ui/Amount.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText, shareText } from '../ui/number-text.ts';
import { periodText } from '../ui/period-choices.ts';
import { useSees } from './book-state.ts';
import classes from './Company.module.css';
import type { CompanyFigure } from './company-search.ts';

type Quarter = CompanyYear['quarters'][number];

const LINES: readonly { of: CompanyFigure; text: string; sum?: true }[] = [
  { of: 'customers', text: 'Customers' },
  { of: 'revenue', text: 'Net revenue' },
  { of: 'contribution', text: 'Contribution' },
  { of: 'costToServe', text: 'Cost to serve' },
  { of: 'profit', text: 'Profit of customers', sum: true },
];

/** The profit and loss of all customers together, quarter by quarter. */
export function CompanyStatement({ company }: { company: CompanyYear }) {
  if (company.quarters.every(({ keptBack }) => keptBack === 'too few'))
    return (
      <p className={classes.note}>
        Kept back: the customers that you do not see are too few, so what they come to could be worked out
        from what you see. Those in sight stand in the portfolio.
      </p>
    );
  return (
    <Quarters label="All customers by quarter" first="Line" quarters={company.quarters}>
      {LINES.map(({ of, text, sum }) => (
        <tr key={of} className={sum && classes.total}>
          <th scope="row">{text}</th>
          {company.quarters.map(quarter => (
            <td key={quarter.quarter}>
              <OfAll quarter={quarter} of={of} />
            </td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">Margin</th>
        {company.quarters.map(({ quarter, total }) => (
          <td key={quarter}>{shareText(total ? marginOf(total) : null, 1)}</td>
        ))}
      </tr>
    </Quarters>
  );
}

function marginOf({ profit, revenue }: CompanyFigures): number | null {
  return Number(revenue) === 0 ? null : Number(profit) / Number(revenue);
}

const KEPT_BACK = {
  'too few': 'Customers that you do not see are too few in this quarter',
  'one dominates': 'One customer makes most of it',
} as const;

function OfAll({ quarter, of }: { quarter: Quarter; of: CompanyFigure }) {
  const figure = useOpening(quarter.quarter, {});
  if (quarter.keptBack)
    return (
      <span className={classes.keptBack} title={KEPT_BACK[quarter.keptBack]}>
        kept back
      </span>
    );
  return <One figures={quarter.total} of={of} figure={figure(of)} />;
}

/** One figure by segment and quarter; segments that are not shown by themselves stand in the others. */
export function CompanySegments({ company, figure }: { company: CompanyYear; figure: CompanyFigure }) {
  const { quarters } = company;
  const names = [...new Set(quarters.flatMap(({ segments }) => segments.map(({ segment }) => segment)))];
  const someOthers = quarters.some(({ others }) => others !== null);
  if (names.length === 0)
    return (
      <p className={classes.note}>No segment is large enough in {company.year} to be shown by itself.</p>
    );
  return (
    <Quarters label="By segment and quarter" first="Segment" quarters={quarters}>
      {names.map(name => (
        <tr key={name}>
          <th scope="row">{name ?? 'Without a segment'}</th>
          {quarters.map(quarter => (
            <td key={quarter.quarter}>
              <OfSegment quarter={quarter} segment={name} of={figure} />
            </td>
          ))}
        </tr>
      ))}
      {someOthers && (
        <tr>
          <th scope="row">Others together</th>
          {quarters.map(({ quarter, others }) => (
            <td key={quarter}>
              <One figures={others} of={figure} />
            </td>
          ))}
        </tr>
      )}
      <tr className={classes.total}>
        <th scope="row">All customers</th>
        {quarters.map(quarter => (
          <td key={quarter.quarter}>
            <OfAll quarter={quarter} of={figure} />
          </td>
        ))}
      </tr>
    </Quarters>
  );
}

function OfSegment({
  quarter,
  segment,
  of,
}: {
  quarter: Quarter;
  segment: string | null;
  of: CompanyFigure;
}) {
  const figure = useOpening(quarter.quarter, { segment });
  const found = quarter.segments.find(one => one.segment === segment);
  return <One figures={found?.figures ?? null} of={of} figure={figure(of)} />;
}

/** The ranking's own figures, for who sees all of its customers. */
function useOpening(quarter: string, { segment }: { segment?: string | null }) {
  const whole = useSees() === 'company';
  return (of: CompanyFigure): string | undefined => {
    if (!whole || segment === null) return undefined;
    return figureIn(narrowedFigure(`ranking/${of}`, { segment }), quarter);
  };
}

function One({
  figures,
  of,
  figure,
}: {
  figures: CompanyFigures | null;
  of: CompanyFigure;
  figure?: string | undefined;
}) {
  if (of === 'customers')
    return figures ? (
      <Figure figure={figure}>{countText(figures.customers)}</Figure>
    ) : (
      <Amount value={null} />
    );
  return <Amount value={figures?.[of] ?? null} figure={figure} />;
}

interface QuartersProps {
  label: string;
  first: string;
  quarters: readonly Quarter[];
  children: React.ReactNode;
}

function Quarters({ label, first, quarters, children }: QuartersProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {quarters.map(({ quarter }) => (
              <th key={quarter} scope="col" title={periodText(quarter)}>
                {quarter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
