import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import { useMay } from '../me.ts';
import { Empty } from '../ui/Empty.tsx';

/** In the place of figures for who sees none: which is no fault, and no empty book. */
export function OutOfSight() {
  const mayReadAggregates = useMay('aggregates.read');
  return (
    <Empty
      title="No customers that you see"
      action={
        <>
          {mayReadAggregates && <Link to={paths.company}>Figures of the company</Link>}
          <Link to={paths.account}>What your roles are for</Link>
        </>
      }
    >
      Here stand the figures of customers that you see: accounts of your own or of your team, and those that
      you are let in to. Your roles and the walls leave you none at present.
    </Empty>
  );
}
