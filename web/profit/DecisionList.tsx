import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Decisions, decisionEndpoints } from '../../contract/decisions.ts';
import { usePeriod } from '../address.ts';
import { call, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePagedRows } from '../ui/rows.ts';
import { Section } from '../ui/Section.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { decidedText, decisionsText, whyText } from './decision-text.ts';
import classes from './Portfolio.module.css';

type Row = Decisions['customers'][number];

const HEIGHT = 448;

/** Customers large in revenue and small in profit: who waits for a decision, and which are due for review. */
export function DecisionList({ open, toggle }: { open: boolean; toggle: () => void }) {
  const period = usePeriod();
  const asked = useQuery({
    ...reading(decisionEndpoints.decisions, { query: { period, limit: 0 } }),
    placeholderData: keepPreviousData,
  });
  const answer = asked.data;
  return (
    <Section
      title="Large in revenue and small in profit"
      note={answer && [decisionsText(answer), open && answer.rule].filter(Boolean).join('. ')}
      tools={
        <Button kind="quiet" aria-expanded={open} onClick={toggle}>
          {open ? 'Hide the decisions' : 'Show the decisions'}
        </Button>
      }
    >
      {asked.error && (
        <Problem
          title="The decisions could not be read"
          error={asked.error}
          retry={() => void asked.refetch()}
        />
      )}
      {open && answer && answer.total > 0 && <DecisionTable currency={answer.currency} period={period} />}
    </Section>
  );
}

function DecisionTable({ currency, period }: { currency: string; period: string }) {
  const navigate = useNavigate();
  const rows = usePagedRows({
    key: [decisionEndpoints.decisions.name, 'rows', period],
    load: (window, signal) => call(decisionEndpoints.decisions, { query: { period, ...window }, signal }),
    rows: ({ customers }) => customers,
    total: ({ total }) => total,
  });
  return (
    <Table
      label="Decisions"
      columns={columnsIn(currency)}
      rows={rows}
      height={HEIGHT}
      onOpen={({ id }) => void navigate({ to: paths.customer, params: { id } })}
    />
  );
}

function columnsIn(currency: string): Column<Row>[] {
  const money = (key: 'revenue' | 'profit', title: string, room: Partial<Column<Row>>): Column<Row> => ({
    key,
    title,
    unit: currency,
    align: 'end',
    width: '112px',
    cell: row => <Amount value={row[key]} figure={`customer/${row.id}/${key}`} />,
    ...room,
  });
  const rank = (key: 'rank' | 'revenueRank', title: string): Column<Row> => ({
    key,
    title,
    align: 'end',
    width: '80px',
    spare: 3,
    cell: row => <Figure figure={`customer/${row.id}/${key}`}>{countText(row[key])}</Figure>,
  });
  return [
    {
      key: 'name',
      title: 'Customer',
      width: 'minmax(168px, 2fr)',
      narrow: 'minmax(0, 1fr)',
      cell: ({ id, name }) => (
        <Link to={paths.customer} params={{ id }} className={classes.name} tabIndex={-1}>
          {name}
        </Link>
      ),
    },
    rank('revenueRank', 'Rev. rank'),
    rank('rank', 'Rank'),
    money('revenue', 'Net revenue', { spare: 2 }),
    money('profit', 'Profit', { narrow: '88px' }),
    { key: 'why', title: 'Why', width: '168px', spare: 4, cell: ({ why }) => whyText(why) },
    {
      key: 'decision',
      title: 'Decision',
      width: 'minmax(160px, 2fr)',
      narrow: '96px',
      cell: ({ decision }) => (decision ? decidedText(decision) : 'none yet'),
    },
    { key: 'owner', title: 'Owner', width: '128px', spare: 5, cell: ({ decision }) => decision?.owner },
    {
      key: 'review',
      title: 'Review',
      width: '112px',
      spare: 1,
      cell: ({ decision, state }) =>
        decision &&
        (state === 'due' ? <span className={classes.due}>{decision.reviewOn}, due</span> : decision.reviewOn),
    },
  ];
}
