import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type CompanyYear, companyEndpoints } from '../../contract/company.ts';
import { reading } from '../call.ts';
import { Empty } from '../ui/Empty.tsx';
import { shareText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Switch } from '../ui/Switch.tsx';
import { useSees } from './book-state.ts';
import classes from './Company.module.css';
import { CompanySegments, CompanyStatement } from './CompanyTables.tsx';
import type { CompanyFigure, CompanySearch } from './company-search.ts';

const route = getRouteApi('/company');

const FIGURES: readonly { value: CompanyFigure; text: string }[] = [
  { value: 'profit', text: 'Profit' },
  { value: 'revenue', text: 'Net revenue' },
  { value: 'contribution', text: 'Contribution' },
  { value: 'costToServe', text: 'Cost to serve' },
  { value: 'customers', text: 'Customers' },
];

/** What all customers come to, by quarter and segment: for who may not see each of them too. */
export function CompanyPage() {
  usePlace('Company');
  const search = route.useSearch();
  const navigate = useNavigate();
  const asked = useQuery({
    ...reading(companyEndpoints.companyYear, { query: search.year ? { year: search.year } : {} }),
    placeholderData: keepPreviousData,
  });
  const change = (next: Partial<CompanySearch>) =>
    void navigate({ to: '.', search: before => ({ ...before, ...next }), resetScroll: false });
  if (asked.error)
    return (
      <Problem title="The figures could not be read" error={asked.error} retry={() => void asked.refetch()} />
    );
  const company = asked.data;
  if (!company) return <Skeleton height={560} label="Reading the figures of the company" />;
  if (company.years.length === 0)
    return (
      <Empty title="No facts yet">
        What customers bought, what serving them cost and what was earned will stand here by quarter and
        segment.
      </Empty>
    );
  const figure = search.of ?? 'profit';
  return (
    <>
      <Section
        title={`All customers, ${company.year}`}
        note={company.currency}
        tools={
          company.years.length > 1 && (
            <Switch
              label="Year"
              value={company.year}
              choices={company.years.toReversed().map(year => ({ value: year, text: year }))}
              change={year => change({ year: year === company.years[0] ? undefined : year })}
            />
          )
        }
      >
        <CompanyStatement company={company} />
      </Section>
      <Section
        title="By segment"
        note={figure === 'customers' ? undefined : company.currency}
        tools={
          <Switch
            label="Figure"
            value={figure}
            choices={FIGURES}
            change={next => change({ of: next === 'profit' ? undefined : next })}
          />
        }
      >
        <CompanySegments company={company} figure={figure} />
      </Section>
      <Rule company={company} />
    </>
  );
}

/** Why some figures are not there; nothing to who sees every customer. */
function Rule({ company: { rule } }: { company: CompanyYear }) {
  const sees = useSees();
  if (sees === undefined || sees === 'company') return null;
  return (
    <p className={classes.note}>
      You do not see every customer, so a figure over others stands here only if it is of at least{' '}
      {rule.customersLeast} of them, and if none makes more than {shareText(rule.shareMost)} of it; else it is
      kept back. Segments of fewer are added together as others.
    </p>
  );
}
