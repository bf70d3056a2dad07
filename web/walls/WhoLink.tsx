import { Link } from '@tanstack/react-router';
import type { WalledCustomer } from '../../contract/wall-answers.ts';
import { paths } from '../links.ts';

/** A customer's name; it opens to who can see it. */
export function WhoLink({ customer }: { customer: WalledCustomer }) {
  return (
    <Link
      to={paths.walls}
      search={before => ({ ...before, section: 'who', customer: customer.id })}
      title={`Who can see ${customer.name}?`}
    >
      {customer.name}
    </Link>
  );
}
