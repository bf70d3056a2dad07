import { useQuery } from '@tanstack/react-query';
import { type ModelPreview, modelEndpoints } from '../../../contract/models.ts';
import { call, reading } from '../../call.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './ModelDialogs.module.css';

interface ConflictProps {
  error: Error;
  /** The version that the draft was made from. */
  before: string;
  /** What the draft says otherwise than what is in use now. */
  mine: ModelPreview['differences'];
  /** Saves the draft over the timeline that is in use now. */
  saveOver: (timeline: string) => void;
}

/** Somebody else saved meanwhile: what they changed since, what the draft would change of it, and the way on. */
export function Conflict({ error, before, mine, saveOver }: ConflictProps) {
  // Under a key of its own: the page and its draft stay on what they began with.
  const now = useQuery({
    queryKey: ['timeline', 'changed meanwhile'],
    queryFn: () => call(modelEndpoints.timeline),
    staleTime: 0,
  });
  const current = now.data?.versions.at(-1)?.id;
  const theirs = useQuery({
    ...reading(modelEndpoints.compareModels, { params: { id: before }, query: { with: current ?? before } }),
    enabled: current !== undefined,
  });
  return (
    <>
      <Problem error={error} />
      {theirs.data && <Differences title="Theirs, against what you began with" list={theirs.data} />}
      <Differences title="Yours, against theirs" list={mine} />
      <p>
        <Button disabled={now.data === undefined} onClick={() => now.data && saveOver(now.data.id)}>
          Save mine over theirs
        </Button>
      </p>
    </>
  );
}

function Differences({ title, list }: { title: string; list: ModelPreview['differences'] }) {
  return (
    <div>
      <strong>{title}</strong>
      <ul className={classes.note}>
        {list.length === 0 && <li>nothing</li>}
        {list.map(({ what, before, after }) => (
          <li key={what}>
            {what}: {before ?? 'nothing'}, then {after ?? 'nothing'}
          </li>
        ))}
      </ul>
    </div>
  );
}
