import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelEndpoints } from '../../../contract/models.ts';
import { type Answer, call } from '../../call.ts';
import { paths } from '../../links.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { periodText } from '../../ui/period-choices.ts';
import { Section } from '../../ui/Section.tsx';
import classes from './Model.module.css';

type Timeline = Answer<typeof modelEndpoints.timeline>;
type Version = Timeline['versions'][number];

/** Which versions hold when, the gaps between them, and every earlier state with who, when and why. */
export function VersionList({
  timeline,
  shown,
  history,
  showHistory,
}: {
  timeline: Timeline;
  shown: string;
  history: boolean;
  showHistory: (open: boolean) => void;
}) {
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: (id: string) => call(modelEndpoints.returnToTimeline, { params: { id } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Section
      title="Versions"
      tools={
        <Button kind="quiet" aria-expanded={history} onClick={() => showHistory(!history)}>
          {history ? 'Hide the history' : 'Show the history'}
        </Button>
      }
    >
      <ul className={classes.versions}>
        {timeline.versions.map(version => (
          <li
            key={`${version.id} ${version.first}`}
            className={classes.version}
            data-shown={version.id === shown || undefined}
          >
            <span className={classes.dates}>{datesText(version)}</span>
            <Link to={paths.model} search={({ period }) => ({ period, version: version.id })}>
              {version.name}
            </Link>
          </li>
        ))}
        {timeline.gaps.map(({ from, through }) => (
          <li key={from} className={`${classes.version} ${classes.gap}`}>
            <span className={classes.dates}>
              {from === through ? periodText(from) : `${periodText(from)} to ${periodText(through)}`}
            </span>
            No version holds: nothing below contribution is known.
          </li>
        ))}
      </ul>
      {back.error && <Problem error={back.error} />}
      {history && (
        <ul className={classes.versions} aria-label="History">
          {timeline.history.map((state, index) => (
            <li key={state.id} className={classes.version}>
              <span className={classes.dates}>{new Date(state.at).toLocaleString()}</span>
              <span>
                {state.by}: {state.reason ?? 'no reason given'}
              </span>
              <span className={classes.each}>{state.versions.map(stateText).join('; ')}</span>
              {index > 0 && (
                <Button
                  kind="quiet"
                  className={classes.end}
                  busy={back.isPending}
                  onClick={() => back.mutate(state.id)}
                >
                  Return to this state
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function datesText({ first, last }: Pick<Version, 'first' | 'last'>): string {
  if (first === null) return last === null ? 'All months' : `Through ${last}`;
  return last === null ? `From ${first}` : `${first} through ${last}`;
}

function stateText(version: Version): string {
  return `${version.name} (${datesText(version).toLowerCase()})`;
}
