import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { factEndpoints } from '../../../contract/facts.ts';
import { type Inspection, mappingEndpoints } from '../../../contract/mapping.ts';
import { reading } from '../../call.ts';
import type { FileSearch, FileStep } from '../../intake-search.ts';
import { paths } from '../../links.ts';
import { Problem } from '../../ui/Problem.tsx';
import { usePlace } from '../../ui/place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CheckStep } from '../check/CheckStep.tsx';
import { ColumnsStep } from '../columns/ColumnsStep.tsx';
import { firstStep, type WorkedOn, workedOn } from './asked-file.ts';
import classes from './File.module.css';
import { fileText, tablesText } from './file-text.ts';
import { Steps } from './Steps.tsx';
import { TableStep } from './TableStep.tsx';

const route = getRouteApi('/intake/files/$id');

/** One file on its way into the book, step by step. Where one is stands in the address. */
export function FilePage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const asked = useQuery(
    reading(mappingEndpoints.inspection, { params: { id }, query: { file: search.file } }),
  );
  const book = useQuery(reading(factEndpoints.book));
  const layouts = useQuery(reading(factEndpoints.layouts));
  usePlace(asked.data?.file ?? 'Intake');
  const error = asked.error ?? book.error ?? layouts.error;
  if (error) {
    return (
      <Problem
        title="The file could not be opened"
        error={error}
        retry={() => void Promise.all([asked.refetch(), book.refetch(), layouts.refetch()])}
        action={<Link to={paths.intake}>Go to Intake</Link>}
      />
    );
  }
  if (!asked.data || !book.data || !layouts.data) return <Skeleton height={480} label="Reading the file" />;
  const step = search.at ?? firstStep(asked.data, search);
  const on = workedOn(asked.data, search);
  const shown = { inspection: asked.data, book: book.data, layouts: layouts.data, search };
  return (
    <div className={classes.file}>
      <FileLine inspection={asked.data} on={step === 'table' ? undefined : on} />
      <Steps id={id} current={step} {...stepsOf(asked.data, search)} />
      {step === 'table' || !on ? (
        <TableStep {...shown} />
      ) : step === 'columns' ? (
        <ColumnsStep key={on.place} {...shown} on={on} />
      ) : (
        <CheckStep key={on.place} {...shown} on={on} step={step} />
      )}
    </div>
  );
}

function stepsOf({ tables }: Inspection, search: FileSearch): { steps: FileStep[]; reachable: FileStep[] } {
  const several = tables.length > 1;
  const steps: FileStep[] = several ? ['table', 'columns', 'check', 'keep'] : ['columns', 'check', 'keep'];
  const reachable: FileStep[] = search.batch ? ['table', 'columns', 'check'] : ['table', 'columns'];
  if (several && !search.table) return { steps, reachable: ['table'] };
  return { steps, reachable };
}

function FileLine({ inspection, on }: { inspection: Inspection; on: WorkedOn | undefined }) {
  const several = inspection.tables.length > 1 && on;
  return (
    <p className={classes.fileLine}>
      <Link to={paths.intake}>Intake</Link>
      <span className={classes.muted}>
        {fileText(inspection)}
        {inspection.sentence && `. ${inspection.sentence}`}
      </span>
      {several && (
        <span>
          {on.table.name}
          {on.chosen.length > 1 && (
            <span className={classes.muted}>
              , {on.chosen.indexOf(on.place) + 1} of {tablesText(inspection.tables, on.chosen.length)}
            </span>
          )}
        </span>
      )}
    </p>
  );
}
