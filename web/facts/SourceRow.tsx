import { useQuery } from '@tanstack/react-query';
import type { Batch } from '../../contract/batches.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import type { Explanation } from '../../contract/profit-answers.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { reading } from '../call.ts';
import { countText } from '../ui/number-text.ts';
import { valueText } from '../ui/value-text.ts';
import classes from './Tables.module.css';

/** The row of the file that a fact came from, as it was kept. Files without amounts have none to show. */
export function SourceRow({ batch, row }: { batch: Batch; row: string }) {
  const figure = figureOf('batch', batch.id, 'row', row);
  const asked = useQuery(reading(profitEndpoints.explain, { query: { figure } }));
  if (!asked.data) return null;
  return (
    <section className={classes.sourceRow} aria-label={`Row ${row} of ${batch.file}`}>
      <h3>
        Row {countText(Number(row))} of {batch.file}
      </h3>
      <Cells inputs={asked.data.inputs} />
    </section>
  );
}

function Cells({ inputs }: Pick<Explanation, 'inputs'>) {
  return (
    <dl className={classes.figures}>
      {inputs.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{valueText(value, unit)}</dd>
        </div>
      ))}
    </dl>
  );
}
