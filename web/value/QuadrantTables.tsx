import type { QuadrantAccount, QuadrantList, ValueQuadrant } from '../../contract/value-quadrants.ts';
import { Amount } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/number-text.ts';
import { Pages } from '../ui/Pages.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Section } from '../ui/Section.tsx';
import { CustomerLink } from './CustomerLink.tsx';
import type { Proposal } from './quadrant-places.ts';
import { movesText, QUADRANT_WORDS } from './quadrant-text.ts';
import classes from './Value.module.css';

type Sum = QuadrantList['quadrants'][number];

/** How many customers stand in each, what they are worth and take together, and where they could move. */
export function QuadrantSums({ list }: { list: QuadrantList }) {
  return (
    <PlainTable
      label="The four quadrants"
      rows={list.quadrants}
      keyOf={({ quadrant }) => quadrant}
      columns={[
        { title: 'Quadrant', tight: true, cell: ({ quadrant }: Sum) => QUADRANT_WORDS[quadrant].name },
        { title: 'Meaning', cell: ({ quadrant }: Sum) => QUADRANT_WORDS[quadrant].meaning },
        { title: 'Customers', number: true, cell: ({ customers }: Sum) => countText(customers) },
        {
          title: `Value, ${list.currency}`,
          number: true,
          cell: ({ value }: Sum) => <Amount value={value} />,
        },
        { title: `Cost, ${list.currency}`, number: true, cell: ({ cost }: Sum) => <Amount value={cost} /> },
        {
          title: 'Could move',
          cell: ({ quadrant }: Sum) => movesText(list, quadrant) || '–',
        },
      ]}
    />
  );
}

const PAGE_ROWS = 50;

interface QuadrantAccountsProps {
  list: QuadrantList;
  offset: number;
  go: (offset: number) => void;
  /** Undefined for who may not state a potential. */
  propose: ((account: QuadrantAccount, proposal: Proposal) => void) | undefined;
}

/** The customers that are drawn, those with a potential first. */
export function QuadrantAccounts({ list, offset, go, propose }: QuadrantAccountsProps) {
  const { accounts, currency, withPotential } = list;
  const rows = [
    ...accounts.filter(({ potential }) => potential),
    ...accounts.filter(({ potential }) => !potential),
  ];
  return (
    <Section
      title={
        withPotential === 0
          ? 'No potential was stated yet'
          : `A potential was stated of ${countText(withPotential)} ${withPotential === 1 ? 'customer' : 'customers'}`
      }
      note="those with a potential first, then the most valuable"
    >
      <PlainTable
        label="Customers in the quadrants"
        rows={rows.slice(offset, offset + PAGE_ROWS)}
        keyOf={({ id }) => id}
        columns={[...accountColumns(currency), ...(propose ? [stateColumn(propose)] : [])]}
      />
      <Pages offset={offset} limit={PAGE_ROWS} total={rows.length} go={go} />
    </Section>
  );
}

function accountColumns(currency: string) {
  return [
    { title: 'Customer', cell: (account: QuadrantAccount) => <CustomerLink of={account} /> },
    {
      title: `Value, ${currency}`,
      number: true,
      cell: ({ value }: QuadrantAccount) => <Amount value={value} />,
    },
    {
      title: `Cost, ${currency}`,
      number: true,
      cell: ({ cost }: QuadrantAccount) => <Amount value={cost} />,
    },
    { title: 'Today', tight: true, cell: ({ quadrant }: QuadrantAccount) => nameOf(quadrant) },
    {
      title: 'Potential value',
      cell: ({ potential }: QuadrantAccount) => (
        <Sourced amount={potential?.value} source={potential?.valueSource} />
      ),
    },
    {
      title: 'Potential cost',
      cell: ({ potential }: QuadrantAccount) => (
        <Sourced amount={potential?.cost} source={potential?.costSource} />
      ),
    },
    {
      title: 'Could stand',
      tight: true,
      cell: ({ potential }: QuadrantAccount) => nameOf(potential?.quadrant),
    },
  ];
}

/** Where there is no pointer to drag with. */
function stateColumn(propose: NonNullable<QuadrantAccountsProps['propose']>) {
  return {
    title: '',
    cell: (account: QuadrantAccount) => (
      <Button kind="quiet" onClick={() => propose(account, { value: undefined, cost: undefined })}>
        State potential
      </Button>
    ),
  };
}

function nameOf(quadrant: ValueQuadrant | null | undefined): string {
  return quadrant ? QUADRANT_WORDS[quadrant].name : '–';
}

function Sourced({
  amount,
  source,
}: {
  amount: string | null | undefined;
  source: string | null | undefined;
}) {
  return (
    <>
      <Amount value={amount} />
      {source && <span className={classes.problem}>{source}</span>}
    </>
  );
}
