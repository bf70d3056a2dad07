import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/Field.tsx';
import { shareText } from '../ui/number-text.ts';
import { outcomeText, rowsText, sizeText } from './batch-text.ts';
import classes from './Intake.module.css';
import { changeFile, type QueuedFile, readAsOf, removeFile } from './intake-queue.ts';
import { type LayoutsAnswer, readAsChoices, readAsFrom, readAsValue } from './read-as.ts';

interface QueuedFilesProps {
  queue: readonly QueuedFile[];
  layouts: LayoutsAnswer | undefined;
  currency: string | undefined;
}

/** The files of this sitting: what each will be read as, how far it is, what came of it. */
export function QueuedFiles({ queue, layouts, currency }: QueuedFilesProps) {
  return (
    <ul className={classes.queue} aria-label="Chosen files">
      {queue.map(queued => (
        <li key={queued.key} className={classes.queued}>
          <div className={classes.fileName}>
            <b title={queued.file.name}>{queued.file.name}</b>
            <span className={classes.muted}>{sizeText(queued.file.size)}</span>
          </div>
          <ReadAsField queued={queued} layouts={layouts} />
          <div className={classes.status} role="status">
            <Status queued={queued} currency={currency} />
          </div>
          <Tools queued={queued} />
        </li>
      ))}
    </ul>
  );
}

function ReadAsField({ queued, layouts }: { queued: QueuedFile; layouts: LayoutsAnswer | undefined }) {
  const readAs = readAsOf(queued);
  const guessed = queued.readAs === undefined && queued.guess?.readAs;
  if (!layouts) return <div />;
  if (queued.phase !== 'chosen' && queued.phase !== 'failed') {
    const chosen = readAsChoices(layouts).find(choice => choice.value === readAsValue(readAs));
    return <div className={classes.readAs}>{chosen?.text}</div>;
  }
  const none = { value: '', text: queued.guess ? 'Choose what it holds' : 'Reading its headings' };
  return (
    <SelectField
      label={`What ${queued.file.name} holds`}
      labelHidden
      value={readAsValue(readAs)}
      choices={readAs ? readAsChoices(layouts) : [none, ...readAsChoices(layouts)]}
      hint={guessed ? 'by its headings' : undefined}
      onChange={event => changeFile(queued.key, { readAs: readAsFrom(event.target.value) })}
    />
  );
}

function Status({ queued, currency }: { queued: QueuedFile; currency: string | undefined }) {
  const { phase, share, batch, error } = queued;
  if (phase === 'failed') return <p className={classes.loss}>{error?.message}</p>;
  if (phase === 'uploading') return <Progress share={share} text={`Uploading, ${shareText(share)}`} />;
  if (phase === 'reading') {
    const rows = batch ? `${rowsText(batch.rowsRead)}, ` : '';
    return <Progress share={share} text={`Reading, ${rows}${shareText(share)}`} />;
  }
  if (phase === 'ended' && batch) {
    return (
      <p className={batch.state === 'refused' ? classes.loss : undefined}>{outcomeText(batch, currency)}</p>
    );
  }
  if (queued.guess && !readAsOf(queued)) return <NoLayout headings={queued.guess.headings} />;
  return <p className={classes.muted}>Ready to import</p>;
}

function NoLayout({ headings }: { headings: readonly string[] }) {
  if (headings.length === 0) {
    return (
      <p className={classes.loss}>Its first line could not be read as headings. Save it as CSV in UTF-8.</p>
    );
  }
  return (
    <p className={classes.loss}>
      No layout fits its headings: {headings.slice(0, 8).join(', ')}. Choose what it holds, or rename them.
    </p>
  );
}

function Progress({ share, text }: { share: number; text: string }) {
  return (
    <>
      <progress className={classes.progress} value={share} max={1} aria-label={text} />
      <span className={classes.muted}>{text}</span>
    </>
  );
}

function Tools({ queued }: { queued: QueuedFile }) {
  const { key, phase, batch } = queued;
  const name = queued.file.name;
  return (
    <div className={classes.rowTools}>
      {batch && phase === 'ended' && (batch.rowsRefused > 0 || batch.state === 'kept') && (
        <Link to={paths.intake} search={before => ({ ...before, batch: batch.id })} resetScroll={false}>
          {batch.rowsRefused > 0 ? `See ${rowsText(batch.rowsRefused)} to mend` : 'See the import'}
        </Link>
      )}
      {phase === 'failed' && (
        <Button kind="quiet" onClick={() => changeFile(key, { phase: 'chosen' })}>
          Queue again
        </Button>
      )}
      {phase !== 'reading' && (
        <Button kind="quiet" aria-label={`${removeText(phase)} ${name}`} onClick={() => removeFile(key)}>
          {removeText(phase)}
        </Button>
      )}
    </div>
  );
}

function removeText(phase: QueuedFile['phase']): string {
  if (phase === 'uploading') return 'Cancel';
  return phase === 'ended' ? 'Clear' : 'Remove';
}
