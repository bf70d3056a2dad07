import type { CostModel } from '@clientele/engine';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { modelEndpoints } from '../../../contract/models.ts';
import { profitEndpoints } from '../../../contract/profit.ts';
import type { Reconciliation } from '../../../contract/profit-answers.ts';
import { usePeriod } from '../../address.ts';
import { type Answer, reading } from '../../call.ts';
import { paths } from '../../links.ts';
import { Problem } from '../../ui/Problem.tsx';
import { usePlace } from '../../ui/place.ts';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useSees } from '../book-state.ts';
import { CapacityHeadline } from './CapacityHeadline.tsx';
import { CapacityMonths } from './CapacityMonths.tsx';
import { DraftBar } from './DraftBar.tsx';
import { Measurements } from './Measurements.tsx';
import classes from './Model.module.css';
import { type Editing, ModelDialogs } from './ModelDialogs.tsx';
import { ModelTools } from './ModelTools.tsx';
import { NEW_POOL, newActivity } from './model-edits.ts';
import { PoolPart } from './PoolPart.tsx';
import { useDraft } from './use-draft.ts';
import { VersionList } from './VersionList.tsx';

const route = getRouteApi('/model');

type Timeline = Answer<typeof modelEndpoints.timeline>;

/** A draft stands on what it began with: what others save meanwhile is told when it is saved. */
const STEADY = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

/** The cost model as anybody can read, contest and try it: pools, capacity, time equations, and its versions. */
export function ModelPage() {
  usePlace('Cost model');
  const { version = 'current' } = route.useSearch();
  const period = usePeriod();
  const model = useQuery({
    ...reading(modelEndpoints.model, { params: { id: version } }),
    ...STEADY,
  });
  const timeline = useQuery({ ...reading(modelEndpoints.timeline), ...STEADY });
  const sees = useSees();
  const books = useQuery({
    ...reading(profitEndpoints.reconciliation, { query: { period } }),
    placeholderData: keepPreviousData,
    enabled: sees === 'company',
  });
  const error = model.error ?? timeline.error ?? books.error;
  if (error)
    return (
      <Problem title="The cost model could not be read" error={error} retry={() => void model.refetch()} />
    );
  if (!model.data || !timeline.data || !sees || (sees === 'company' && !books.data))
    return <Skeleton height={720} label="Reading the cost model" />;
  return (
    <ShownModel
      key={`${model.data.id} ${timeline.data.id}`}
      id={model.data.id}
      model={model.data.model as CostModel}
      timeline={timeline.data}
      books={books.data}
    />
  );
}

interface ShownProps {
  id: string;
  model: CostModel;
  timeline: Timeline;
  /** What became of the pools in the period; undefined for who does not see the whole company. */
  books: Reconciliation | undefined;
}

function ShownModel({ id, model, timeline, books }: ShownProps) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [editing, setEditing] = useState<Editing>();
  const draft = useDraft(model, search.try ?? []);
  const { draft: shown } = draft;
  const showHistory = (open: boolean) =>
    void navigate({
      to: '.',
      search: before => ({ ...before, history: open ? ('open' as const) : undefined }),
      resetScroll: false,
    });
  return (
    <>
      {model.pools.length > 0 && (
        <>
          {books ? (
            <CapacityHeadline pools={books.pools} currency={shown.currency} />
          ) : (
            <p className={classes.note}>
              What the pools cost, what was used of them and what stood idle are figures of the whole company,
              and you see some of its customers. What you try below is answered for those.
            </p>
          )}
          <VersionList
            timeline={timeline}
            shown={id}
            history={search.history === 'open'}
            showHistory={showHistory}
          />
        </>
      )}
      <Section
        title={shown.name}
        note={shown.currency}
        tools={
          <ModelTools
            model={shown}
            open={file => draft.edit(() => file)}
            addPool={() => setEditing({ kind: 'pool', pool: NEW_POOL, isNew: true })}
            addActivity={() => setEditing({ kind: 'activity', activity: newActivity(shown), isNew: true })}
          />
        }
      >
        <Notes model={shown} />
        <Pools
          model={shown}
          lines={books?.pools ?? []}
          isTried={draft.isTried}
          change={(activity, term, minutes) => draft.try({ activity, term, minutes })}
          setEditing={setEditing}
        />
      </Section>
      {shown.pools.length > 0 && <Measurements />}
      {books && shown.pools.length > 0 && <CapacityMonths />}
      {draft.changed && (
        <DraftBar
          moves={draft.moves}
          error={draft.movesError}
          currency={shown.currency}
          save={() => setEditing({ kind: 'save' })}
          discard={draft.discard}
        />
      )}
      {editing && (
        <ModelDialogs
          editing={editing}
          model={shown}
          before={id}
          base={timeline.id}
          uncovered={(books?.uncosted ?? []).map(({ activity }) => activity)}
          edit={draft.edit}
          close={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

interface PoolsProps extends Pick<Parameters<typeof PoolPart>[0], 'model' | 'isTried' | 'change'> {
  lines: Reconciliation['pools'];
  setEditing: (editing: Editing) => void;
}

function Pools({ lines, setEditing, ...shared }: PoolsProps) {
  const { pools } = shared.model;
  if (pools.length === 0)
    return (
      <p className={classes.note}>
        Pools of cost and the activities that draw on them will stand here. Open a model from a file, add a
        pool, or start with one of those that the page <Link to={paths.portfolio}>Portfolio</Link> offers once
        there are order lines.
      </p>
    );
  return pools.map(pool => (
    <PoolPart
      {...shared}
      key={pool.key}
      pool={pool}
      line={lines.find(line => line.pool === pool.key)}
      editPool={one => setEditing({ kind: 'pool', pool: one })}
      editActivity={activity => setEditing({ kind: 'activity', activity })}
    />
  ));
}

function Notes({ model: { note, productCost } }: { model: CostModel }) {
  return (
    <>
      {note && <p className={classes.note}>{note}</p>}
      {productCost && (
        <p className={classes.note}>
          Where no product cost is stated it is taken to be {productCost.shareOfNetRevenue} of net revenue
          {productCost.assumed ? ', which is assumed' : ''}. {productCost.source}
        </p>
      )}
    </>
  );
}
