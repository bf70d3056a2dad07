import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import classes from './Value.module.css';
import { termsOf } from './value-search.ts';

interface CustomerLinkProps {
  of: { readonly id: string; readonly name: string };
  /** Within a grid, whose rows are reached by arrow keys, and which cuts what is too long. */
  inGrid?: boolean;
}

/** Leads to the value page of a customer, at the terms of the page on which it stands. */
export function CustomerLink({ of: { id, name }, inGrid }: CustomerLinkProps) {
  return (
    <Link
      to={paths.customerValue}
      params={{ id }}
      search={before => ({ period: before.period, ...termsOf(before) })}
      {...(inGrid && { className: classes.name, tabIndex: -1 })}
    >
      {name}
    </Link>
  );
}
