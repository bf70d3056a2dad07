import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Book, factEndpoints } from '../../contract/facts.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { LoadExample } from './ExampleNotice.tsx';
import { FileDrop } from './FileDrop.tsx';
import { defaultSettings, FirstSettings } from './FirstSettings.tsx';
import { useOpenFile } from './file/use-open-file.ts';
import classes from './Intake.module.css';
import {
  addFiles,
  clearEnded,
  importReady,
  isReady,
  type QueuedFile,
  restoreQueue,
  type FirstSettings as Settings,
  takeOut,
  useQueue,
} from './intake-queue.ts';
import type { LayoutsAnswer } from './kind-title.ts';
import { QueuedFiles } from './QueuedFiles.tsx';

interface ImportFilesProps {
  book: Book;
  layouts: LayoutsAnswer | undefined;
}

/** One file is opened at once, where there is something to decide; several stand in a list and go in together. */
export function ImportFiles({ book, layouts }: ImportFilesProps) {
  const queue = useQueue();
  const [given, setGiven] = useState<Partial<Settings>>({});
  const openFile = useOpenFile();
  useReadAnew(queue);
  useEffect(() => void restoreQueue(), []);
  const here = useStillHere();
  const rereading = useIsFetching({ queryKey: [factEndpoints.book.name] }) > 0;
  const first = book.settings === null;
  const ready = queue.filter(isReady);
  const importing = queue.some(one => one.phase === 'importing');
  const settings = { ...defaultSettings(undefined), ...given };
  const take = async (files: Iterable<File>) => {
    const alone = queue.length === 0;
    const added = await addFiles(files);
    const inspection = added[0]?.inspection;
    if (!alone || added.length !== 1 || !inspection || !here.current) return;
    takeOut(inspection.id);
    await openFile(inspection);
  };
  return (
    <Section
      title={first ? 'Import the first file' : 'Import files'}
      tools={
        queue.some(one => one.phase === 'ended') &&
        !importing && <Button onClick={clearEnded}>Clear the list</Button>
      }
    >
      <FileDrop primary={ready.length === 0 && !importing} take={files => void take(files)} />
      {queue.length > 0 && (
        <QueuedFiles
          queue={queue}
          layouts={layouts}
          currency={rereading ? undefined : book.settings?.currency}
          open={inspection => {
            takeOut(inspection.id);
            void openFile(inspection);
          }}
        />
      )}
      {first && ready.length > 0 && !importing && (
        <FirstSettings settings={settings} change={next => setGiven({ ...given, ...next })} />
      )}
      {(ready.length > 0 || importing) && (
        <div className={classes.send}>
          <Button
            kind="primary"
            busy={importing}
            onClick={() => void importReady(first ? settings : undefined)}
          >
            {importing ? 'Importing' : `Import ${ready.length === 1 ? '1 file' : `${ready.length} files`}`}
          </Button>
          <span className={classes.muted}>Bad rows stay out, and each import can be undone.</span>
        </div>
      )}
      {first && queue.length === 0 && <LoadExample />}
    </Section>
  );
}

/** Whoever has left the page is not taken away from where they are. */
function useStillHere() {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return here;
}

/** Each import that ends changes the book: everything on screen is read anew. */
function useReadAnew(queue: readonly QueuedFile[]): void {
  const queries = useQueryClient();
  const begun = queue.filter(one => one.batch).length;
  const ended = queue.filter(one => one.phase === 'ended').length;
  const before = useRef({ begun, ended });
  useEffect(() => {
    const grown = begun > before.current.begun || ended > before.current.ended;
    before.current = { begun, ended };
    if (grown) void queries.invalidateQueries();
  }, [begun, ended, queries]);
}
