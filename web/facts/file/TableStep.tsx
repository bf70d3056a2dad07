import type { InspectedTable, Inspection } from '../../../contract/mapping.ts';
import type { FileSearch } from '../../intake-search.ts';
import { Button } from '../../ui/Button.tsx';
import { countText } from '../../ui/number-text.ts';
import { confidenceText } from '../columns/column-text.ts';
import { kindTitle, type LayoutsAnswer } from '../kind-title.ts';
import { useFileGo } from './asked-file.ts';
import classes from './File.module.css';
import { FirstRows } from './FirstRows.tsx';
import { tablesText } from './file-text.ts';
import { StepHead } from './StepHead.tsx';

interface TableStepProps {
  inspection: Inspection;
  layouts: LayoutsAnswer | undefined;
  search: FileSearch;
}

/** Which tables of the file are to be imported; those that are understood are chosen to begin with. */
export function TableStep({ inspection, layouts, search }: TableStepProps) {
  const go = useFileGo();
  const { tables } = inspection;
  const understood = tables.flatMap(({ guess }, index) => (guess ? [index + 1] : []));
  const chosen = search.table ? search.table.map(Number) : understood;
  const choose = (place: number, taken: boolean) => {
    const next = tables
      .map((_, index) => index + 1)
      .filter(one => (one === place ? taken : chosen.includes(one)));
    go({ table: next.map(String), at: undefined }, { replace: true });
  };
  return (
    <section aria-label="Tables of the file">
      <StepHead
        of="table"
        title={`${inspection.file} has ${tablesText(tables)}`}
        note="Each is imported for itself, one after the other."
      />
      <ul className={classes.tables}>
        {tables.map((table, index) => (
          <TableChoice
            key={table.name}
            table={table}
            layouts={layouts}
            taken={chosen.includes(index + 1)}
            take={taken => choose(index + 1, taken)}
          />
        ))}
      </ul>
      <div className={classes.goOn}>
        <Button
          kind="primary"
          disabled={chosen.length === 0}
          onClick={() =>
            go({ table: chosen.map(String), on: String(chosen[0]), at: 'columns', batch: undefined })
          }
        >
          Go on with {tablesText(tables, chosen.length)}
        </Button>
      </div>
    </section>
  );
}

interface TableChoiceProps {
  table: InspectedTable;
  layouts: LayoutsAnswer | undefined;
  taken: boolean;
  take: (taken: boolean) => void;
}

function TableChoice({ table, layouts, taken, take }: TableChoiceProps) {
  const { guess, headings, rows, keptAs } = table;
  return (
    <li className={classes.tableChoice}>
      <label>
        <input type="checkbox" checked={taken} onChange={event => take(event.target.checked)} />
        <b>{table.name}</b>
        <span className={classes.muted}>
          {headings.length === 0 ? 'empty' : `${countText(headings.length)} columns`}
          {guess && `, ${kindTitle(layouts, guess.kind).toLowerCase()}: ${confidenceText(guess.confidence)}`}
          {!guess && headings.length > 0 && ', not recognised'}
          {keptAs.length > 0 && ', imported before'}
        </span>
      </label>
      {headings.length > 0 && <FirstRows headings={headings} rows={rows} label={table.name} />}
    </li>
  );
}
