import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import classes from './Intake.module.css';
import { addFiles } from './intake-queue.ts';

/** Where files come in: dropped anywhere on the page, or chosen. */
export function FileDrop({ primary }: { primary: boolean }) {
  const chooser = useRef<HTMLInputElement>(null);
  const over = useFilesDropped();
  return (
    <div className={classes.drop} data-over={over || undefined}>
      <input
        ref={chooser}
        type="file"
        multiple
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.parquet,.gz"
        hidden
        aria-label="Files to import"
        onChange={event => {
          addFiles(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      <Button kind={primary ? 'primary' : 'plain'} onClick={() => chooser.current?.click()}>
        Choose files
      </Button>
      <p>
        or drop them anywhere on this page. CSV, TSV or JSON lines, gzip too, or Parquet; the first line names
        the columns, see <a href="#layouts">layouts</a>.
      </p>
    </div>
  );
}

/** The whole page takes files: beside the field the browser would leave the page and open them. */
function useFilesDropped(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setOver(false);
      addFiles(event.dataTransfer?.files ?? []);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, []);
  return over;
}
