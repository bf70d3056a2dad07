import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { WallsAnswer } from '../../contract/wall-answers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { RefusalError, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ConflictClasses } from './ConflictClasses.tsx';
import { DeclareRivals } from './DeclareRivals.tsx';
import { Exceptions } from './Exceptions.tsx';
import { HandlingRules } from './HandlingRules.tsx';
import { MyWalls } from './MyWalls.tsx';
import { Participants } from './Participants.tsx';
import { WalledCustomers } from './WalledCustomers.tsx';
import { WallTabs } from './WallTabs.tsx';
import { WhoSees } from './WhoSees.tsx';
import type { WallsSearch } from './walls-search.ts';

const route = getRouteApi('/walls');

/** What keeps one customer's secrets from another: who is let in, and what a change would close, before it does. */
export function WallsPage() {
  usePlace('Walls');
  const asked = useQuery({ ...reading(wallEndpoints.walls), staleTime: 0 });
  // Who does not run walls has their own only.
  if (asked.error instanceof RefusalError && asked.error.code === 'not-allowed') return <MyWalls />;
  if (asked.error)
    return (
      <Problem title="The walls could not be read" error={asked.error} retry={() => void asked.refetch()} />
    );
  return (
    <>
      <WallTabs />
      {asked.data ? <Shown walls={asked.data} /> : <Skeleton height={480} label="Reading the walls" />}
    </>
  );
}

/** What a part of the page works with. */
export interface PartProps {
  walls: WallsAnswer;
  search: WallsSearch;
  /** Chooses something: it stands in the address. */
  change: (next: Partial<WallsSearch>) => void;
}

function Shown({ walls }: { walls: WallsAnswer }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const part: PartProps = {
    walls,
    search,
    change: next =>
      void navigate({ to: paths.walls, search: { ...search, ...next }, replace: true, resetScroll: false }),
  };
  switch (search.section ?? 'rivals') {
    case 'rivals':
      return (
        <>
          <DeclareRivals {...part} />
          <ConflictClasses walls={walls} />
          <WalledCustomers walls={walls} />
        </>
      );
    case 'participants':
      return <Participants {...part} />;
    case 'rules':
      return <HandlingRules {...part} />;
    case 'exceptions':
      return <Exceptions walls={walls} />;
    case 'who':
      return <WhoSees {...part} />;
  }
}
