import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { valueEndpoints } from '../../contract/value.ts';
import type { ValueLapses } from '../../contract/value-forecast.ts';
import { askedAgain } from '../asked-again.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { Empty } from '../ui/Empty.tsx';
import { countText } from '../ui/number-text.ts';
import { Pages } from '../ui/Pages.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Problem } from '../ui/Problem.tsx';
import { rangeText } from '../ui/range-text.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import classes from './Value.module.css';
import type { PartProps } from './ValuePage.tsx';
import { termsOf } from './value-search.ts';
import { BASIS_WORDS } from './value-sentence.ts';

type Lapse = ValueLapses['customers'][number];

const PAGE_ROWS = 50;

/** Who has been silent for longer than its own rhythm has it: the most value at stake first. */
export function Lapses({ forecast, search, change }: PartProps) {
  const offset = search.offset ?? 0;
  const asked = useQuery({
    ...reading(valueEndpoints.valueLapses, {
      query: { ...termsOf(search), offset: offset || undefined, limit: PAGE_ROWS },
    }),
    placeholderData: keepPreviousData,
    refetchInterval: askedAgain,
  });
  if (asked.error)
    return (
      <Problem title="The lapses could not be read" error={asked.error} retry={() => void asked.refetch()} />
    );
  const lapses = asked.data;
  if (lapses?.state !== 'ready') return <Skeleton height={560} label="Reading the lapses" />;
  if (lapses.total === 0)
    return (
      <Empty title="No customer is silent for longer than its rhythm has it">
        Those whose silence is unusual for them will stand here, the most value at stake first. {lapses.rule}
      </Empty>
    );
  return (
    <Section title={lapseTitle(lapses.total)} note={`observed until ${forecast.until}`}>
      <p className={classes.note}>{lapses.rule}</p>
      <PlainTable
        label="Customers silent for longer than their rhythm has it"
        rows={lapses.customers}
        keyOf={({ id }) => id}
        columns={lapseColumns(lapses.currency)}
      />
      <Pages
        offset={offset}
        limit={PAGE_ROWS}
        total={lapses.total}
        go={next => change({ offset: next || undefined })}
      />
    </Section>
  );
}

function lapseTitle(total: number): string {
  return total === 1
    ? 'One customer has been silent for longer than its own rhythm has it'
    : `${countText(total)} customers have been silent for longer than their own rhythm has it`;
}

function lapseColumns(currency: string) {
  return [
    {
      title: 'Customer',
      cell: (lapse: Lapse) => <CustomerLink of={lapse} />,
    },
    { title: 'Silence', cell: ({ sentence }: Lapse) => sentence },
    { title: 'Rhythm', tight: true, cell: ({ basis }: Lapse) => BASIS_WORDS[basis] },
    {
      title: `Value at stake, ${currency}`,
      number: true,
      cell: ({ value }: Lapse) => <Amount value={value?.mid} />,
    },
    {
      title: 'Eight times in ten',
      number: true,
      cell: ({ value }: Lapse) => rangeText(value),
    },
  ];
}
