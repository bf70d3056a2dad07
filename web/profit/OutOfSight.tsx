import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import { Empty } from '../ui/Empty.tsx';

/** In the place of figures for who sees none: which is no fault, and no empty book. */
export function OutOfSight() {
  return (
    <Empty title="No customers that you see" action={<Link to={paths.account}>What your roles are for</Link>}>
      Here stand the figures of customers that you see: accounts of your own or of your team, and those that
      you are let in to. Your roles and the walls leave you none at present.
    </Empty>
  );
}
