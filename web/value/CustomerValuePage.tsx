import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { valueEndpoints } from '../../contract/value.ts';
import type { CustomerValue } from '../../contract/value-of-customer.ts';
import { askedAgain } from '../asked-again.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Contracts } from './Contracts.tsx';
import { CustomerForecast } from './CustomerForecast.tsx';
import { CustomerStanding } from './CustomerStanding.tsx';
import { CustomerValueHead } from './CustomerValueHead.tsx';
import { useForecast } from './forecast.ts';
import { PredictabilityParts } from './PredictabilityParts.tsx';
import { Replacement } from './Replacement.tsx';
import { StatedInputs } from './StatedInputs.tsx';
import { TermFields } from './TermFields.tsx';
import { Unready } from './Unready.tsx';
import { type CustomerValueSearch, termsOf, type ValueTerms, withoutUsual } from './value-search.ts';

const route = getRouteApi('/customers/$id/value');

/** What one customer will be worth and how that comes about, and what was stated of it that no fact tells. */
export function CustomerValuePage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const terms = termsOf(search);
  const asked = useQuery({
    ...reading(valueEndpoints.customerValue, { params: { id }, query: terms }),
    placeholderData: keepPreviousData,
    refetchInterval: askedAgain,
  });
  // The address names a customer by its id or by its number; the one before is not shown in its place.
  const { customer } = asked.data ?? {};
  const page = customer?.id === id || customer?.sourceKey === id ? asked.data : undefined;
  usePlace(page ? `Value, ${page.customer.name}` : 'Value');
  if (asked.error)
    return (
      <Problem
        title="The value of the customer could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
        action={<Link to={paths.value}>Value of all customers</Link>}
      />
    );
  if (!page) return <Skeleton height={720} label="Reading the value of the customer" />;
  const change = (next: Partial<CustomerValueSearch>) =>
    void navigate({
      to: paths.customerValue,
      params: { id },
      search: before => ({ ...before, ...next }),
      resetScroll: false,
      replace: true,
    });
  return (
    <>
      <CustomerValueHead page={page} />
      <TermFields terms={search} until={page.until} change={next => change(withoutUsual(next))} />
      <Forecast page={page} terms={terms} />
      <Contracts page={page} />
      <StatedInputs page={page} terms={terms} />
    </>
  );
}

/** What was worked out; what was stated stands below it in either case. */
function Forecast({ page, terms }: { page: CustomerValue; terms: ValueTerms }) {
  if (page.state !== 'ready') return <Awaited state={page.state} />;
  return (
    <>
      <CustomerForecast page={page} />
      <PredictabilityParts page={page} />
      <Replacement page={page} />
      <CustomerStanding page={page} terms={terms} />
    </>
  );
}

/** The fit is that of all customers: how far it is stands there. */
function Awaited({ state }: { state: Exclude<CustomerValue['state'], 'ready'> }) {
  const forecast = useForecast(route.useSearch());
  return <Unready {...forecast} state={state} progress={forecast.answer?.progress ?? null} />;
}
