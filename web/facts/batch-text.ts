import type { Batch } from '../../contract/batches.ts';
import { countText, exactText, shareText } from '../ui/number-text.ts';
import { timeLeftText } from './time-left.ts';

/** What came of an import, in a sentence or two. */
export function outcomeText(batch: Batch, currency: string | undefined): string {
  switch (batch.state) {
    case 'waiting':
      return 'Waits for its turn.';
    case 'reading':
      return `Reading: ${rowsText(batch.rowsRead)}, ${shareText(batch.progress ?? 0)}.`;
    case 'checked':
      return `Checked: ${rowsText(batch.rowsRead)}, nothing of them counts yet.`;
    case 'kept':
      return [keptText(batch), amountSentence(batch, currency), refusedText(batch), batch.sentence]
        .filter(Boolean)
        .join(' ');
    case 'unchanged':
      return batch.sentence ?? 'The same file was kept before: nothing changed.';
    case 'undone':
      return `${rowsText(batch.rowsKept)} were kept and then undone: nothing of them counts.`;
    case 'replaced':
      return `${rowsText(batch.rowsKept)} were kept until a corrected file took their place.`;
    case 'cancelled':
      return batch.sentence ?? 'It was cancelled: nothing of it counts.';
    case 'interrupted':
      return batch.sentence ?? 'It was cut short and nothing of it counts. Send the file again.';
    case 'refused':
      return `Nothing was kept. ${batch.sentence ?? ''}`.trim();
  }
}

const STATES: Record<Batch['state'], string> = {
  waiting: 'waiting',
  reading: 'reading',
  checked: 'checked',
  kept: 'kept',
  unchanged: 'nothing changed',
  refused: 'refused',
  undone: 'undone',
  replaced: 'replaced',
  cancelled: 'cancelled',
  interrupted: 'cut short',
};

/** The state in a word or two, for a column. */
export function stateText(batch: Batch): string {
  if (batch.state === 'reading') {
    const read = `reading, ${shareText(batch.progress ?? 0)}`;
    return batch.secondsLeft === null ? read : `${read}, ${timeLeftText(batch.secondsLeft)}`;
  }
  if (batch.state === 'undone' && batch.undoneAt) return `undone ${momentText(batch.undoneAt)}`;
  return STATES[batch.state];
}

/** The button repeats what it does: "Undo 1,204 rows of orders.csv". */
export function undoText(batch: Pick<Batch, 'rowsKept' | 'file'>): string {
  return `Undo ${rowsText(batch.rowsKept)} of ${batch.file}`;
}

export function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${countText(rows)} rows`;
}

/** A size as a person says it: 812 bytes, 46 kB, 7.5 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${countText(bytes)} bytes`;
  if (bytes < 1_000_000) return `${countText(bytes / 1000, 0)} kB`;
  return `${countText(bytes / 1_000_000, 1)} MB`;
}

export function momentText(moment: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  );
}

function keptText({ rowsKept, rowsRefused, rowsLeftOut, rowsRead }: Batch): string {
  if (rowsLeftOut > 0)
    return `${countText(rowsKept)} of ${rowsText(rowsRead)} were kept, ${countText(rowsLeftOut)} left out.`;
  if (rowsRefused === 0)
    return rowsKept === 1 ? 'Its one row was kept.' : `All ${rowsText(rowsKept)} were kept.`;
  return `${countText(rowsKept)} of ${rowsText(rowsRead)} were kept.`;
}

function refusedText({ rowsRefused }: Batch): string {
  if (rowsRefused === 0) return '';
  return rowsRefused === 1 ? '1 row needs mending.' : `${rowsText(rowsRefused)} need mending.`;
}

function amountSentence({ amount, rowsKept }: Batch, currency: string | undefined): string {
  if (amount === null || Number(amount) === 0) return '';
  return `${rowsKept === 1 ? 'It comes' : 'They come'} to ${exactText(amount)}${currency ? ` ${currency}` : ''}.`;
}
