import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelEndpoints } from '../../contract/models.ts';
import { call, reading } from '../call.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import classes from './Portfolio.module.css';

/** What is missing without a cost model, and three to start with. */
export function NoModel() {
  const queries = useQueryClient();
  const starting = useQuery(reading(modelEndpoints.startingModels, {}));
  const use = useMutation({
    mutationFn: (body: NonNullable<typeof starting.data>[number]['model']) =>
      call(modelEndpoints.useModel, { body }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <section className={classes.noModel} aria-label="No cost model">
      <p>
        No cost model is in use: what it costs to serve is not known yet, and profit is what was sold less
        what is known of product cost.
      </p>
      <p className={classes.offer}>
        Start with one whose figures are all assumed, marked so, and to be replaced by your own, or bring your
        own from a file on the page <Link to={paths.model}>Cost model</Link>.
      </p>
      <p className={classes.models}>
        {starting.data?.map(({ key, name, covers, model }) => (
          <Button
            key={key}
            title={covers}
            busy={use.isPending && use.variables === model}
            disabled={use.isPending}
            onClick={() => use.mutate(model)}
          >
            Use the {name.charAt(0).toLowerCase() + name.slice(1)}
          </Button>
        ))}
      </p>
      {use.error && <Problem title="The model could not be used" error={use.error} />}
    </section>
  );
}
