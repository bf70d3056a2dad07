import { checkMapping, type Mapping, type MappingQuestion } from '@clientele/engine';
import type { Book } from '../../../contract/facts.ts';
import type { Inspection } from '../../../contract/mapping.ts';
import type { FileSearch } from '../../intake-search.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useCheck } from '../check/use-check.ts';
import { howToRead, useFileGo, type WorkedOn } from '../file/asked-file.ts';
import file from '../file/File.module.css';
import { FirstRows } from '../file/FirstRows.tsx';
import { StepHead } from '../file/StepHead.tsx';
import { kindTitle, type LayoutsAnswer } from '../kind-title.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { confidenceText, fieldText } from './column-text.ts';
import { correctionsFor } from './corrections.ts';
import { PresetTools } from './PresetTools.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { Questions } from './Questions.tsx';
import { ReadSettings } from './ReadSettings.tsx';
import { questionsOf, type TableReading, usePreview, useTableReading } from './table-reading.ts';

/** Rows shown of a table that is not recognised. */
const UNKNOWN_ROWS = 8;

interface ColumnsStepProps {
  inspection: Inspection;
  book: Book;
  layouts: LayoutsAnswer;
  search: FileSearch;
  on: WorkedOn;
}

/** What each column is, as it was guessed and as somebody corrected it, and what the first rows become. */
export function ColumnsStep({ inspection, book, layouts, search, on }: ColumnsStepProps) {
  const go = useFileGo();
  const { read, presets, pending, error } = useTableReading(inspection, on.table, search);
  const preview = usePreview(inspection, on.table, read?.mapping);
  const { headings } = on.table;
  if (error) return <Problem title="The columns could not be read" error={error} />;
  if (pending) return <Skeleton height={480} label="Reading the columns" />;
  const settings = (
    <ReadSettings table={on.table} read={read} layouts={layouts} presets={presets} search={search} />
  );
  if (!read) {
    return (
      <>
        <StepHead
          of={`columns ${on.place}`}
          title="What does it hold?"
          note={`No layout fits its headings: ${headings.slice(0, 8).join(', ')}. Choose what its rows are, then which column is what.`}
        />
        {settings}
        <FirstRows headings={headings} rows={on.table.rows} label={on.table.name} most={UNKNOWN_ROWS} />
      </>
    );
  }
  const change = (wanted: Mapping) => go(correctionsFor(read.base, wanted), { replace: true });
  const open = (preview.data?.questions ?? []) as MappingQuestion[];
  return (
    <>
      <StepHead
        of={`columns ${on.place}`}
        title={titleOf(read, layouts, search)}
        note={[read.guess && `${read.guess.reason}.`, on.table.sentence].filter(Boolean).join(' ')}
      />
      <Questions questions={questionsOf(read, open)} mapping={read.mapping} change={change} />
      {settings}
      <ColumnTable table={on.table} read={read} layouts={layouts} change={change} />
      <PreviewTable asked={preview} table={on.table} mapping={read.mapping} layouts={layouts} />
      <PresetTools mapping={read.mapping} presets={presets} name={search.preset} />
      <GoOn
        {...{ inspection, book, on, read }}
        before={search.batch}
        open={preview.isPlaceholderData ? undefined : open.length}
      />
    </>
  );
}

function titleOf({ mapping, guess }: TableReading, layouts: LayoutsAnswer, { preset }: FileSearch): string {
  const kind = kindTitle(layouts, mapping.kind);
  if (preset) return `${kind}, by the preset ${preset}`;
  return guess ? `${kind}: ${confidenceText(guess.confidence)}` : kind;
}

interface GoOnProps extends Pick<ColumnsStepProps, 'inspection' | 'book' | 'on'> {
  read: TableReading;
  /** Questions without an answer; undefined while that is being found out. */
  open: number | undefined;
  /** The check that stands open already. */
  before: string | undefined;
}

/** The next step, and what it still needs. */
function GoOn({ inspection, book, on, read, open, before }: GoOnProps) {
  const go = useFileGo();
  const check = useCheck({
    id: inspection.id,
    before,
    begun: batch => go({ at: 'check', batch }),
  });
  const problems = checkMapping(read.mapping, on.table.headings);
  const next = () => {
    if (book.settings === null) go({ at: 'check', batch: undefined });
    else check.mutate(howToRead(inspection, on.table, { mapping: read.mapping }));
  };
  const first = problems[0];
  return (
    <div className={file.goOn}>
      <Button
        kind="primary"
        busy={check.isPending}
        disabled={open !== 0 || problems.length > 0}
        onClick={next}
      >
        {check.isPending ? 'Beginning the check' : 'Check the rows'}
      </Button>
      <span className={first ? file.loss : file.muted} role="status">
        {open !== undefined &&
          open > 0 &&
          (open === 1 ? 'One question is open. ' : `${open} questions are open. `)}
        {first && `${fieldText(first.where)} ${first.what}. ${first.mend}`}
        {open === 0 && !first && 'Nothing is kept by a check.'}
      </span>
      {check.error && <Problem error={check.error} />}
    </div>
  );
}
