import { Link } from '@tanstack/react-router';
import { paths } from '../../links.ts';
import { Amount } from '../../ui/Amount.tsx';
import classes from './Movers.module.css';

interface MoversProps {
  label: string;
  /** Exact decimals. */
  movers: readonly { id: string; name: string; before: string; after: string }[];
}

/** Customers with their profit before and after, side by side. */
export function Movers({ label, movers }: MoversProps) {
  return (
    <ul className={classes.movers} aria-label={label}>
      {movers.map(({ id, name, before, after }) => (
        <li key={id}>
          <Link to={paths.customer} params={{ id }}>
            {name}
          </Link>{' '}
          <Amount value={before} /> to <Amount value={after} />
        </li>
      ))}
    </ul>
  );
}
