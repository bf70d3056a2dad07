import type { ReactNode } from 'react';
import type { CustomerPage } from '../../contract/profit-answers.ts';
import { Figure } from '../ui/Figure.tsx';
import { Section } from '../ui/Section.tsx';
import { shareOf } from './customer-text.ts';
import { StatementWaterfall } from './StatementWaterfall.tsx';

/** A customer's way from list price to profit. */
export function CustomerWaterfall({ page }: { page: CustomerPage }) {
  const { statement, currency, customer } = page;
  return (
    <Section title="From list price to profit">
      <StatementWaterfall
        statement={statement}
        currency={currency}
        figure={line => `customer/${customer.id}/${line}`}
        note={key => shareNote(key, page)}
        withWhom="this customer"
      />
    </Section>
  );
}

/** Shares of net revenue beside the two results that are compared between customers. */
function shareNote(key: string, { customer, statement }: CustomerPage): ReactNode {
  if (Number(statement.netRevenue) <= 0 || (key !== 'contribution' && key !== 'profit')) return undefined;
  return (
    <Figure figure={`customer/${customer.id}/share/${key}`}>
      {shareOf(statement[key], statement.netRevenue)}
    </Figure>
  );
}
