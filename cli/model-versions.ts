import { amountText, counted } from './amounts.ts';
import { timeText } from './batches.ts';
import type { Answer } from './contract.ts';
import { plain, type Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

type Timeline = Answer<'timeline'>;
type Preview = Answer<'previewModel'>;

/** Which versions hold when, where none does, and how it came to be so. */
export function printTimeline(screen: Screen, { versions, gaps, history }: Timeline): void {
  if (versions.length === 0) {
    screen.line('No cost model is in use: clientele model use FILE takes the first.');
    return;
  }
  printTable(
    screen,
    [words('version'), words('name', 60), words('from'), words('through')],
    versions.map(({ id, name, first, last }) => [id, name, first ?? '', last ?? '']),
  );
  for (const { from, through } of gaps)
    screen.line(screen.tone('yellow', `From ${from} through ${through} none holds.`));
  screen.line();
  printTable(
    screen,
    [words('state'), words('since'), words('by'), words('why', 60), words('versions', 80)],
    history.map(({ id, at, by, reason, versions: then }) => [
      id,
      timeText(at),
      by,
      reason ?? '',
      then.map(datedText).join('; '),
    ]),
  );
}

/** "Two desks, from 2025-01-01". */
function datedText({ name, first, last }: Timeline['versions'][number]): string {
  const dates = [first && `from ${first}`, last && `through ${last}`].filter(Boolean).join(' ');
  return dates === '' ? name : `${name}, ${dates}`;
}

/** What a model would change, were it used. */
export function printPreview(screen: Screen, preview: Preview): void {
  const { totals, profitCustomers, unprofitable, currency, gaps, unknownCustomers } = preview;
  screen.line(
    `${counted(preview.moved, 'customer')} moved; ${unprofitable.before} lose money now, ${unprofitable.after} then`,
  );
  screen.line(`versions then: ${plain(preview.versions.map(datedText).join('; '))}`);
  for (const { from, through } of gaps)
    screen.line(screen.tone('yellow', `From ${from} through ${through} none would hold.`));
  if (unknownCustomers.length > 0)
    screen.line(
      screen.tone(
        'yellow',
        `Not in the book yet, and named by exceptions: ${plain(unknownCustomers.join(', '))}.`,
      ),
    );
  screen.line();
  const rows = [
    ['profit of customers', profitCustomers],
    ...(totals
      ? ([
          ['charged to customers', totals.customers],
          ['without a customer', totals.unassigned],
          ['our own mistakes', totals.ownMistakes],
          ['unused, or not in the model', totals.unused],
          ['sustaining', totals.sustaining],
        ] as const)
      : []),
  ] as const;
  printTable(
    screen,
    [words(currency), figures('before'), figures('after')],
    rows.map(([title, { before, after }]) => [title, amountText(before), amountText(after)]),
  );
  printMovers(screen, 'fall below zero', preview.entersRed);
  printMovers(screen, 'rise above zero', preview.leavesRed);
  if (preview.differences.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('said otherwise', 60), words('before', 40), words('after', 40)],
    preview.differences.map(({ what, before, after }) => [what, before ?? '', after ?? '']),
  );
}

function printMovers(screen: Screen, title: string, movers: Preview['entersRed']): void {
  if (movers.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words(title, 48), figures('before'), figures('after')],
    movers.map(({ name, before, after }) => [name, amountText(before), amountText(after)]),
  );
}

/** What one model says otherwise than another. */
export function printDifferences(screen: Screen, differences: Answer<'compareModels'>): void {
  if (differences.length === 0) {
    screen.line('They say the same.');
    return;
  }
  printTable(
    screen,
    [words('said otherwise', 60), words('first', 40), words('second', 40)],
    differences.map(({ what, before, after }) => [what, before ?? '', after ?? '']),
  );
}
