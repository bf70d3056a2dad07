import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { factEndpoints } from '../../contract/facts.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { useMay } from '../me.ts';
import buttons from '../ui/Button.module.css';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Problem } from '../ui/Problem.tsx';

/** The first thing a stranger sees in an empty book: what will stand here, and the two ways to fill it. */
export function EmptyBook() {
  const queries = useQueryClient();
  const mayImport = useMay('facts.import');
  const example = useMutation({
    mutationFn: () => call(factEndpoints.loadExample),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Empty
        title="No facts yet"
        action={
          mayImport && (
            <>
              <Link to={paths.intake} className={`${buttons.button} ${buttons.primary}`}>
                Import order lines
              </Link>
              <Button busy={example.isPending} onClick={() => example.mutate()}>
                {example.isPending ? 'Loading the example company' : 'Load the example company'}
              </Button>
            </>
          )
        }
      >
        Your customers will stand here, ranked by what each one earns, reconciled to the ledger. It takes a
        file of order lines; customers, returns, activities and cost pools make it exact. The example company
        is two years of a maker of components and can be removed again in one step.
      </Empty>
      {example.error && <Problem title="The example company could not be loaded" error={example.error} />}
    </>
  );
}
