import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { groupEndpoints, type Selection } from '../../contract/groups.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { HeadFigure, HeadFigures } from '../ui/HeadFigures.tsx';
import { countText, MISSING, shareText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerFilters } from './CustomerFilters.tsx';
import classes from './Portfolio.module.css';
import {
  type CustomerSelection,
  chosenFields,
  isWhole,
  lostFigure,
  type PortfolioSearch,
  selectionIn,
  withoutField,
} from './portfolio-search.ts';
import { StatementWaterfall } from './StatementWaterfall.tsx';

interface SelectedCustomersProps {
  search: PortfolioSearch;
  change: (next: Partial<PortfolioSearch>) => void;
  open: boolean;
  /** Shows or hides the way from list price to profit. */
  toggle: () => void;
}

/** Which customers all below is of: the filter, their headline, and their way from list price to profit. */
export function SelectedCustomers({ search, change, open, toggle }: SelectedCustomersProps) {
  const period = usePeriod();
  const chosen = selectionIn(search);
  const asked = useQuery({
    ...reading(groupEndpoints.selection, { query: { period, ...chosen } }),
    placeholderData: keepPreviousData,
  });
  const selection = asked.data;
  const figure = (line: string) => narrowedFigure(`ranking/${line}`, { ...chosen });
  return (
    <>
      <Section
        title={selection ? <Counted selection={selection} figure={figure} /> : 'Customers'}
        tools={<CustomerFilters search={search} change={change} />}
      >
        <Chosen search={search} change={change} />
        {asked.error && (
          <Problem
            title="These customers could not be summed"
            error={asked.error}
            retry={() => void asked.refetch()}
          />
        )}
        {selection && !isWhole(chosen) && (
          <SelectionHeadline selection={selection} figure={figure} chosen={chosen} />
        )}
      </Section>
      <Section
        title={
          selection && Number(selection.statement.list) > 0 ? (
            <Sentence selection={selection} figure={figure} />
          ) : (
            'From list price to profit'
          )
        }
        note={selection?.currency}
        tools={
          <Button kind="quiet" aria-expanded={open} onClick={toggle}>
            {open ? 'Hide the statement' : 'Show the statement'}
          </Button>
        }
      >
        {open && selection && (
          <StatementWaterfall
            statement={selection.statement}
            currency={selection.currency}
            figure={figure}
            note={key => key === 'profit' && <Share selection={selection} figure={figure} />}
            withWhom={isWhole(chosen) ? 'all customers' : 'these customers'}
          />
        )}
      </Section>
    </>
  );
}

interface Shown {
  selection: Selection;
  figure: (line: string) => string;
}

/** "42 of 577 customers", or "All 577 customers". */
function Counted({ selection: { customers, of }, figure }: Shown) {
  const all = <Figure figure="portfolio/customers">{countText(of)}</Figure>;
  if (customers === of) return <>All {all} customers</>;
  return (
    <>
      <Figure figure={figure('customers')}>{countText(customers)}</Figure> of {all} customers
    </>
  );
}

/** "Of 62 M at list price 45.1 M stay as net revenue and 1.86 M as profit". */
function Sentence({ selection: { statement }, figure }: Shown) {
  return (
    <>
      Of <Amount value={statement.list} short figure={figure('list')} /> at list price{' '}
      <Amount value={statement.netRevenue} short figure={figure('revenue')} /> stay as net revenue and{' '}
      <Amount value={statement.profit} short figure={figure('profit')} /> as profit
    </>
  );
}

function SelectionHeadline({ selection, figure, chosen }: Shown & { chosen: CustomerSelection }) {
  const { currency } = selection;
  return (
    <HeadFigures label="These customers">
      <HeadFigure term={`Net revenue, ${currency}`}>
        <Amount value={selection.revenue} short figure={figure('revenue')} />
      </HeadFigure>
      <HeadFigure term={`Cost to serve, ${currency}`}>
        <Amount value={selection.costToServe} short figure={figure('costToServe')} />
      </HeadFigure>
      <HeadFigure term={`Profit, ${currency}`}>
        <Amount value={selection.profit} short figure={figure('profit')} />
      </HeadFigure>
      <HeadFigure term="of net revenue">
        <Share selection={selection} figure={figure} />
      </HeadFigure>
      <HeadFigure term="In the red">
        <Figure figure={figure('share/losing')} exact={`${selection.losing} of ${selection.customers}`}>
          {shareText(selection.losingShare, 1)}
        </Figure>
      </HeadFigure>
      <HeadFigure term={`They lose, ${currency}`}>
        <Amount value={selection.lost} short figure={lostFigure(chosen)} />
      </HeadFigure>
    </HeadFigures>
  );
}

function Share({ selection: { profitShare }, figure }: Shown) {
  if (profitShare === null) return MISSING;
  return <Figure figure={figure('share/profit')}>{shareText(profitShare, 1)}</Figure>;
}

/** Each field that narrows, to be left again. */
function Chosen({ search, change }: Pick<SelectedCustomersProps, 'search' | 'change'>) {
  const fields = chosenFields(search.where);
  if (fields.length === 0) return null;
  const leave = (where: CustomerSelection['where']) => change({ where });
  return (
    <ul className={classes.chosen} aria-label="Filter in force">
      {fields.map(({ field, name, values }) => (
        <li key={field}>
          <button
            type="button"
            className={classes.chip}
            title={`Leave ${name.toLowerCase()} open again`}
            onClick={() => leave(withoutField(search.where, field))}
          >
            <span className={classes.chipName}>{name}</span> {values} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
