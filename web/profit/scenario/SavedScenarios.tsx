import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ScenarioCard, scenarioEndpoints } from '../../../contract/scenarios.ts';
import { call } from '../../call.ts';
import { paths } from '../../links.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Scenario.module.css';

interface SavedScenariosProps {
  saved: readonly ScenarioCard[];
  shown: string | undefined;
  compared: readonly string[];
  compare: (ids: readonly string[]) => void;
}

/** Scenarios that were saved, each to open, and to stand beside the one on the page. */
export function SavedScenarios({ saved, shown, compared, compare }: SavedScenariosProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => call(scenarioEndpoints.removeScenario, { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [scenarioEndpoints.scenarios.name] }),
  });
  if (saved.length === 0) return null;
  return (
    <Section title="Saved scenarios" note="tick those to stand beside this one">
      <ul className={classes.saved}>
        {saved.map(({ id, name, by }) => (
          <li key={id}>
            <input
              type="checkbox"
              aria-label={`Compare with ${name}`}
              checked={compared.includes(id)}
              onChange={event =>
                compare(event.target.checked ? [...compared, id] : compared.filter(one => one !== id))
              }
            />
            <Link
              to={paths.scenarios}
              search={({ period }) => ({ period, id })}
              aria-current={id === shown ? 'true' : undefined}
              title={`saved by ${by}`}
            >
              {name}
            </Link>
            <Button kind="quiet" aria-label={`Remove ${name}`} onClick={() => remove.mutate(id)}>
              Remove
            </Button>
          </li>
        ))}
        <li>
          <Link to={paths.scenarios} search={({ period }) => ({ period })}>
            New scenario
          </Link>
        </li>
      </ul>
      {remove.error && <Problem error={remove.error} />}
    </Section>
  );
}
