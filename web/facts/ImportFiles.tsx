import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Book, factEndpoints } from '../../contract/facts.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { LoadExample } from './ExampleNotice.tsx';
import { FileDrop } from './FileDrop.tsx';
import { defaultSettings, FirstSettings } from './FirstSettings.tsx';
import classes from './Intake.module.css';
import {
  clearEnded,
  type QueuedFile,
  readAsOf,
  type FirstSettings as Settings,
  sendFiles,
  useQueue,
} from './intake-queue.ts';
import { QueuedFiles } from './QueuedFiles.tsx';
import type { LayoutsAnswer } from './read-as.ts';

interface ImportFilesProps {
  book: Book;
  layouts: LayoutsAnswer | undefined;
}

/** Choose, check what was guessed, import: one button that says how many files. */
export function ImportFiles({ book, layouts }: ImportFilesProps) {
  const queue = useQueue();
  const [given, setGiven] = useState<Partial<Settings>>({});
  useReadAnew(queue);
  const rereading = useIsFetching({ queryKey: [factEndpoints.book.name] }) > 0;
  const first = book.settings === null;
  const chosen = queue.filter(one => one.phase === 'chosen');
  const busy = queue.some(one => one.phase === 'uploading' || one.phase === 'reading');
  const ready = chosen.length > 0 && chosen.every(one => readAsOf(one));
  const settings = { ...defaultSettings(presetOf(queue)), ...given };
  return (
    <Section
      title={first ? 'Import the first file' : 'Import files'}
      tools={
        queue.some(one => one.phase === 'ended') &&
        !busy && <Button onClick={clearEnded}>Clear the list</Button>
      }
    >
      <FileDrop primary={chosen.length === 0 && !busy} />
      {queue.length > 0 && (
        <QueuedFiles
          queue={queue}
          layouts={layouts}
          currency={rereading ? undefined : book.settings?.currency}
        />
      )}
      {first && chosen.length > 0 && !busy && (
        <FirstSettings settings={settings} change={next => setGiven({ ...given, ...next })} />
      )}
      {(chosen.length > 0 || busy) && (
        <div className={classes.send}>
          <Button
            kind="primary"
            busy={busy}
            disabled={!ready}
            onClick={() => void sendFiles(first ? settings : undefined)}
          >
            {busy ? 'Importing' : `Import ${chosen.length === 1 ? '1 file' : `${chosen.length} files`}`}
          </Button>
          <span className={classes.muted}>{beforehand(book, queue)}</span>
        </div>
      )}
      {first && queue.length === 0 && <LoadExample />}
    </Section>
  );
}

/** What holds the button back, or what else it will do. */
function beforehand(book: Book, queue: readonly QueuedFile[]): string {
  const unknown = queue.find(one => one.phase === 'chosen' && readAsOf(one) === null);
  if (unknown) return `Choose what ${unknown.file.name} holds, or remove it.`;
  const { currency } = defaultSettings(presetOf(queue));
  if (book.example && presetOf(queue) && currency !== book.settings?.currency) {
    return `The file is in ${currency}: the example company is taken out of the book first.`;
  }
  return 'Each import can be undone.';
}

function presetOf(queue: readonly QueuedFile[]): string | undefined {
  const readAs = queue.map(readAsOf).find(one => one && 'preset' in one);
  return readAs && 'preset' in readAs ? readAs.preset : undefined;
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
