import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '../contract/batches.ts';
import { counted, countText, exactText } from './amounts.ts';
import type { Connection } from './connection.ts';
import { printFindings } from './findings-print.ts';
import { printRowProblems } from './problem-table.ts';
import { plain, type Screen } from './screen.ts';

const PROBLEMS_SHOWN = 5;
const POLL_MS = { first: 10, last: 100 } as const;

/** Waits until the import has ended, showing how far it is. */
export async function finished(connection: Connection, screen: Screen, started: Batch): Promise<Batch> {
  let batch = started;
  for (let wait: number = POLL_MS.first; isUnderWay(batch); wait = Math.min(wait * 2, POLL_MS.last)) {
    screen.progress(progressText(batch));
    await pause(wait);
    batch = await connection.call('batch', { params: { id: batch.id } });
  }
  screen.progress('');
  return batch;
}

function isUnderWay({ state }: Batch): boolean {
  return state === 'waiting' || state === 'reading';
}

function progressText({ file, progress, rowsRead, rowsPerSecond, secondsLeft, state }: Batch): string {
  const share = progress === null ? state : `${Math.floor(progress * 100)} %`;
  const rate = rowsPerSecond === null ? '' : `   ${countText(Math.round(rowsPerSecond))} a second`;
  const left = secondsLeft === null ? '' : `   ${counted(Math.ceil(secondsLeft), 'second')} left`;
  return `${plain(file)}   ${share}   ${counted(rowsRead, 'row')}${rate}${left}`;
}

interface Outcome {
  readonly batch: Batch;
  /** The file as it was named. */
  readonly path: string;
  /** Where the rows that were not kept are written to. */
  readonly problemFile: string | undefined;
}

export async function printOutcome(screen: Screen, connection: Connection, outcome: Outcome): Promise<void> {
  const { batch, path } = outcome;
  const sentence = plain(batch.sentence ?? '');
  const named = plain(path);
  if (batch.state === 'checked')
    screen.line(`${named}   ${checkedText(batch)}   ${screen.tone('dim', batch.id)}`);
  else if (batch.state === 'unchanged') screen.line(`${named}   unchanged. ${sentence}`.trimEnd());
  else if (batch.state === 'kept')
    screen.line(`${named}   ${keptText(batch)}   ${screen.tone('dim', batch.id)}   ${sentence}`.trimEnd());
  else screen.line(`${named}   ${screen.tone('red', batch.state)}. ${sentence}`.trimEnd());
  if (batch.rowsRefused > 0) await printProblems(screen, connection, outcome);
  if (batch.state !== 'checked') return;
  printFindings(screen, batch);
  screen.line(`Keep it with: clientele keep ${batch.id}   or put it away: clientele cancel ${batch.id}`);
}

function checkedText({ kind, rowsRead, rowsRefused, sentence }: Batch): string {
  const good = `${counted(rowsRead - rowsRefused, 'good row')}${kind === null ? '' : ` of ${plain(kind)}`}`;
  const refused = rowsRefused === 0 ? '' : `, ${countText(rowsRefused)} to mend`;
  return `checked, nothing counts yet: ${good}${refused}. ${plain(sentence ?? '')}`.trimEnd();
}

function keptText({ kind, rowsKept, rowsRefused, amount }: Batch): string {
  const rows = `kept ${counted(rowsKept, 'row')}${kind === null ? '' : ` of ${plain(kind)}`}`;
  const refused = rowsRefused === 0 ? '' : `, ${countText(rowsRefused)} not`;
  return `${rows}${refused}${amount === null ? '' : `   amount ${exactText(amount)}`}`;
}

async function printProblems(
  screen: Screen,
  connection: Connection,
  { batch, problemFile }: Outcome,
): Promise<void> {
  const { total, problems } = await connection.call('problems', { params: { id: batch.id } });
  if (problems.length === 0) return;
  printRowProblems(screen, problems, { most: PROBLEMS_SHOWN, total });
  screen.line();
  screen.line(
    problemFile === undefined
      ? `Mend the rows with: clientele mend ${batch.id}   or in a file: the Intake page has them to download`
      : `The rows that were not kept stand in ${plain(problemFile)}: mend them there and import that file.`,
  );
}
