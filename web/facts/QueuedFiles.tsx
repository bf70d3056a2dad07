import { Link } from '@tanstack/react-router';
import type { Inspection } from '../../contract/mapping.ts';
import { paths } from '../links.ts';
import { Button } from '../ui/Button.tsx';
import { shareText } from '../ui/number-text.ts';
import { outcomeText, rowsText, sizeText } from './batch-text.ts';
import { progressText } from './check/check-text.ts';
import { confidenceText } from './columns/column-text.ts';
import { tablesText } from './file/file-text.ts';
import classes from './Intake.module.css';
import { isReady, type QueuedFile, removeFile, sendAgain } from './intake-queue.ts';
import { kindTitle, type LayoutsAnswer } from './kind-title.ts';

interface QueuedFilesProps {
  queue: readonly QueuedFile[];
  layouts: LayoutsAnswer | undefined;
  currency: string | undefined;
  open: (inspection: Inspection) => void;
}

/** The files of this sitting: what each holds, how far it is, what came of it. */
export function QueuedFiles({ queue, layouts, currency, open }: QueuedFilesProps) {
  return (
    <ul className={classes.queue} aria-label="Chosen files">
      {queue.map(queued => (
        <li key={queued.key} className={classes.queued}>
          <div className={classes.fileName}>
            <b title={queued.name}>{queued.name}</b>
            <span className={classes.muted}>{sizeText(queued.bytes)}</span>
          </div>
          <div className={classes.readAs}>{queued.inspection && holdsText(queued.inspection, layouts)}</div>
          <div className={classes.status} role="status">
            <Status queued={queued} currency={currency} />
          </div>
          <Tools queued={queued} open={open} />
        </li>
      ))}
    </ul>
  );
}

/** What a file holds, as far as that is known: Order lines, certain */
function holdsText({ tables }: Inspection, layouts: LayoutsAnswer | undefined): string {
  if (tables.length > 1) return tablesText(tables);
  const guess = tables[0]?.guess;
  if (!guess) return 'Not recognised';
  return `${kindTitle(layouts, guess.kind)}, ${confidenceText(guess.confidence)}`;
}

function Status({ queued, currency }: { queued: QueuedFile; currency: string | undefined }) {
  const { phase, share, batch, error, inspection } = queued;
  if (phase === 'failed') return <p className={classes.loss}>{error?.message}</p>;
  if (phase === 'waiting') return <p className={classes.muted}>Waits to be sent</p>;
  if (phase === 'uploading') return <Progress share={share} text={`Uploading, ${shareText(share)}`} />;
  if (phase === 'importing')
    return <Progress share={share} text={batch ? progressText(batch) : 'Waits for its turn'} />;
  if (phase === 'ended' && batch) {
    return (
      <p className={batch.state === 'refused' ? classes.loss : undefined}>{outcomeText(batch, currency)}</p>
    );
  }
  if (isReady(queued)) return <p className={classes.muted}>Ready to import</p>;
  return <p>{inspection && neededText(inspection)}</p>;
}

/** What has to be said before a file can be imported. */
function neededText({ tables }: Inspection): string {
  if (tables.length > 1) return 'Choose which of them to import.';
  const guess = tables[0]?.guess;
  if (!guess) return 'No layout fits its headings: say what its columns are.';
  const open = guess.questions.length;
  if (open > 0)
    return open === 1 ? '1 question about how it is written.' : `${open} questions about how it is written.`;
  if (guess.missing.length > 0)
    return `No column is recognised as ${guess.missing.join(', ').replaceAll('_', ' ')}.`;
  return 'Look at its columns once before they are kept.';
}

function Progress({ share, text }: { share: number; text: string }) {
  return (
    <>
      <progress className={classes.progress} value={share} max={1} aria-label={text} />
      <span className={classes.muted}>{text}</span>
    </>
  );
}

function Tools({ queued, open }: { queued: QueuedFile; open: (inspection: Inspection) => void }) {
  const { key, phase, batch, inspection, name } = queued;
  return (
    <div className={classes.rowTools}>
      {batch && phase === 'ended' && (batch.rowsRefused > 0 || batch.state === 'kept') && (
        <Link to={paths.intake} search={before => ({ ...before, batch: batch.id })} resetScroll={false}>
          {batch.rowsRefused > 0 ? `See ${rowsText(batch.rowsRefused)} to mend` : 'See the import'}
        </Link>
      )}
      {phase === 'there' && inspection && (
        <Button kind="quiet" aria-label={`${openText(queued)} ${name}`} onClick={() => open(inspection)}>
          {openText(queued)}
        </Button>
      )}
      {phase === 'failed' && (
        <Button kind="quiet" onClick={() => sendAgain(key)}>
          Send again
        </Button>
      )}
      {phase !== 'importing' && (
        <Button kind="quiet" aria-label={`${removeText(phase)} ${name}`} onClick={() => removeFile(key)}>
          {removeText(phase)}
        </Button>
      )}
    </div>
  );
}

function openText(queued: QueuedFile): string {
  if (isReady(queued)) return 'Check first';
  return queued.inspection && queued.inspection.tables.length > 1 ? 'Choose tables' : 'Columns';
}

function removeText(phase: QueuedFile['phase']): string {
  if (phase === 'uploading') return 'Cancel';
  return phase === 'ended' ? 'Clear' : 'Remove';
}
