import { useState } from 'react';
import type { HowToRead } from '../../../contract/batches.ts';
import type { Book } from '../../../contract/facts.ts';
import type { Inspection } from '../../../contract/mapping.ts';
import type { FileSearch, FileStep } from '../../intake-search.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useTableReading } from '../columns/table-reading.ts';
import { defaultSettings, FirstSettings } from '../FirstSettings.tsx';
import { howToRead, useFileGo, type WorkedOn } from '../file/asked-file.ts';
import file from '../file/File.module.css';
import { StepHead } from '../file/StepHead.tsx';
import type { FirstSettings as Settings } from '../intake-queue.ts';
import { CheckedBatch } from './CheckedBatch.tsx';
import { useCheck } from './use-check.ts';

interface CheckStepProps {
  inspection: Inspection;
  book: Book;
  search: FileSearch;
  on: WorkedOn;
  step: FileStep;
}

/** What an import would keep and refuse, found by doing it and taking it back; and the import itself. */
export function CheckStep({ inspection, book, search, on, step }: CheckStepProps) {
  const { read, pending } = useTableReading(inspection, on.table, search);
  if (pending) return <Skeleton height={320} label="Reading the columns" />;
  const how = read && howToRead(inspection, on.table, { mapping: read.mapping });
  if (search.batch) {
    return <CheckedBatch key={search.batch} {...{ inspection, book, search, on, step }} id={search.batch} />;
  }
  return <NotChecked inspection={inspection} book={book} on={on} how={how} />;
}

interface NotCheckedProps extends Pick<CheckStepProps, 'inspection' | 'book' | 'on'> {
  how: HowToRead | undefined;
}

/** Before the check: on the first import what the book is opened with. */
function NotChecked({ inspection, book, on, how }: NotCheckedProps) {
  const go = useFileGo();
  const [given, setGiven] = useState<Partial<Settings>>({});
  const check = useCheck({
    id: inspection.id,
    before: undefined,
    begun: batch => go({ at: 'check', batch }),
  });
  const first = book.settings === null;
  const settings = { ...defaultSettings(undefined), ...given };
  if (!how) {
    return (
      <>
        <StepHead of={`check ${on.place}`} title="Nothing says yet what its columns are" />
        <p>
          <Button onClick={() => go({ at: 'columns' })}>Say what the columns are</Button>
        </p>
      </>
    );
  }
  return (
    <>
      <StepHead
        of={`check ${on.place}`}
        title={first ? 'This import opens the book' : 'Not checked yet'}
        note="A check reads all rows and says what an import would keep, refuse and change. Nothing is kept by it."
      />
      {first && <FirstSettings settings={settings} change={next => setGiven({ ...given, ...next })} />}
      <div className={file.goOn}>
        <Button
          kind="primary"
          busy={check.isPending}
          onClick={() => check.mutate({ ...how, ...(first && { settings }) })}
        >
          {check.isPending ? 'Beginning the check' : 'Check the rows'}
        </Button>
        {check.error && <Problem error={check.error} />}
      </div>
    </>
  );
}
