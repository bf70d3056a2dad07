import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Groups, groupEndpoints } from '../../contract/groups.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { BAND } from '../../contract/selection.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { Amount } from '../ui/Amount.tsx';
import { SelectField } from '../ui/Field.tsx';
import { Problem } from '../ui/Problem.tsx';
import { rowsOf } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Table } from '../ui/Table.tsx';
import { type GroupRow, groupColumns } from './GroupColumns.tsx';
import {
  type CustomerSelection,
  groupSelection,
  type PortfolioSearch,
  selectionIn,
} from './portfolio-search.ts';

const HEIGHT = 448;

interface GroupedCustomersProps {
  search: PortfolioSearch;
  change: (next: Partial<PortfolioSearch>) => void;
}

/** The selection's figures by a field: a row a group, which sum to it; a row opens the ranking of its customers. */
export function GroupedCustomers({ search, change }: GroupedCustomersProps) {
  const period = usePeriod();
  const { by } = search;
  const chosen = selectionIn(search);
  const fields = useQuery({ ...reading(groupEndpoints.fields), placeholderData: keepPreviousData });
  const asked = useQuery({
    ...reading(groupEndpoints.groups, { query: { period, by: by ?? '', ...chosen } }),
    enabled: by !== undefined,
    placeholderData: keepPreviousData,
  });
  // What stood there before the grouping was left, or of another field, is not what the title would say.
  const answer = asked.data?.by.key === by ? asked.data : undefined;
  return (
    <Section
      title={answer ? <Sentence answer={answer} chosen={chosen} /> : 'By segment, country or any other field'}
      note={answer?.currency}
      tools={
        <SelectField
          label="Group by"
          labelHidden
          value={by ?? ''}
          choices={[
            { value: '', text: 'Not grouped' },
            ...(fields.data ?? []).map(({ key, name }) => ({ value: key, text: `By ${name.toLowerCase()}` })),
            { value: BAND, text: 'By profit or loss' },
          ]}
          onChange={event => change({ by: event.target.value || undefined })}
        />
      }
    >
      {asked.error && by !== undefined && (
        <Problem
          title="The groups could not be read"
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {by !== undefined && !answer && !asked.error && <Skeleton height={240} label="Reading the groups" />}
      {answer && (
        <Table
          label={`Customers by ${answer.by.name.toLowerCase()}`}
          columns={groupColumns(answer, chosen)}
          rows={rowsOf(rowsIn(answer, chosen))}
          height={HEIGHT}
          onOpen={({ selection }) => selection && change(selection)}
        />
      )}
    </Section>
  );
}

function rowsIn({ by, groups, others }: Groups, chosen: CustomerSelection): GroupRow[] {
  return [
    ...groups.map(group => ({
      ...group,
      selection: groupSelection(chosen, { field: by.key, value: group.value }),
    })),
    ...(others ? [{ ...others, name: `${others.groups} others`, selection: undefined }] : []),
  ];
}

/** "By segment: most from Rail, 1.2 M; least from Road, −0.3 M"; each number opens. */
function Sentence({ answer, chosen }: { answer: Groups; chosen: CustomerSelection }) {
  const { by, groups } = answer;
  const ordered = groups.toSorted((a, b) => Number(b.profit) - Number(a.profit));
  const [most, least] = [ordered[0], ordered.at(-1)];
  if (!most || !least || most === least) return <>By {by.name.toLowerCase()}</>;
  const profit = (group: Groups['groups'][number]) => (
    <Amount
      value={group.profit}
      short
      figure={narrowedFigure('ranking/profit', {
        ...groupSelection(chosen, { field: by.key, value: group.value }),
      })}
    />
  );
  return (
    <>
      By {by.name.toLowerCase()}: most from {most.name}, {profit(most)}; least from {least.name},{' '}
      {profit(least)}
    </>
  );
}
