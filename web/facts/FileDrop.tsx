import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import classes from './Intake.module.css';

interface FileDropProps {
  primary: boolean;
  take: (files: Iterable<File>) => void;
}

/** Where files come in: dropped anywhere on the page, or chosen. */
export function FileDrop({ primary, take }: FileDropProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const over = useFilesDropped(take);
  return (
    <div className={classes.drop} data-over={over || undefined}>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={event => {
          // The list empties with the field, so it is copied first.
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button kind={primary ? 'primary' : 'plain'} onClick={() => chooser.current?.click()}>
        Choose files
      </Button>
      <p>
        or drop them anywhere on this page: reports and exports as they are. CSV, workbooks (XLSX), JSON
        lines, Parquet, UBL, zipped too. What each column is you see before anything is kept.
      </p>
    </div>
  );
}

/** The whole page takes files: beside the field the browser would leave the page and open them. */
function useFilesDropped(take: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
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
      latest.current([...(event.dataTransfer?.files ?? [])]);
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
