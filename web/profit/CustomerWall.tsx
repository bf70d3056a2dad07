import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { wallEndpoints } from '../../contract/walls.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';

/** How many see this customer, with the way to who they are: for those who run walls, to all others nothing at all. */
export function CustomerWall({ id }: { id: string }) {
  const asked = useQuery(reading(wallEndpoints.whoCanSee, { params: { id } }));
  if (!asked.data) return null;
  const { walled, people } = asked.data;
  const count = people.length === 1 ? '1 person sees it' : `${people.length || 'no'} people see it`;
  return (
    <>
      {' · '}
      {walled && `walled, ${count} · `}
      <Link to={paths.walls} search={{ section: 'who', customer: id }}>
        Who can see this?
      </Link>
    </>
  );
}
