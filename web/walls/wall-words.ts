import type { WalledCustomer, WallsAnswer } from '../../contract/wall-answers.ts';

type Participant = WallsAnswer['participants'][number];

const SHORT: Readonly<Record<string, string>> = {
  grant: 'in',
  'break-glass': 'in',
  unwalled: 'no wall',
  'not attested': 'not signed',
  'training lapsed': 'no training',
};

/** What a participant's state is called where there is room for a word or two. */
export function stateWord(state: string): string {
  return SHORT[state] ?? state;
}

/** What stands beside the word, where it says more than the word. */
export function stateSentence({ state, sentence }: { state: string; sentence: string }): string | undefined {
  return ['grant', 'withdrawn', 'ended'].includes(state) ? undefined : sentence;
}

/** Whether a grant is behind us: it is listed only where that is asked for. */
export function isOver({ state }: Pick<Participant, 'state'>): boolean {
  return state === 'withdrawn' || state === 'ended';
}

/** Whether it lets its person in at present. */
export function letsIn({ state }: Pick<Participant, 'state'>): boolean {
  return ['grant', 'break-glass', 'unwalled'].includes(state);
}

export function daysText({ from, until }: { from: string; until: string | null }): string {
  return until === null ? `from ${from} on` : `${from} to ${until}`;
}

/** A, B and C */
export function namesText(customers: readonly Pick<WalledCustomer, 'name'>[]): string {
  const names = customers.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export function peopleText(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

interface Preview {
  readonly changes: readonly { readonly loses: readonly unknown[]; readonly gains: readonly unknown[] }[];
  readonly others: number;
}

export function losersOf({ changes }: Preview): number {
  return changes.filter(({ loses }) => loses.length > 0).length;
}

/** Two people lose sight of customers, and nine are not touched. */
export function previewText(preview: Preview): string {
  const losers = losersOf(preview);
  const lost =
    losers === 0
      ? 'Nobody loses sight of a customer'
      : `${peopleText(losers)} ${losers === 1 ? 'loses' : 'lose'} sight of customers`;
  const others = preview.others + preview.changes.length - losers;
  const kept = others === 0 ? '' : `; ${peopleText(others)} ${others === 1 ? 'is' : 'are'} not touched`;
  return `${lost}${kept}`;
}

/** An instant as the reader's clock shows it. */
export function timeText(instant: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** Whether somebody goes over to another side by now. */
export function crossingState({ from, withdrawn }: WallsAnswer['crossings'][number], today: string): string {
  if (withdrawn !== null) return 'withdrawn';
  return from <= today ? 'gone over' : 'cooling off';
}

export function glassState(
  { from, until, ended }: WallsAnswer['breakGlass'][number],
  now: number = Date.now(),
): 'to come' | 'open' | 'ended' | 'over' {
  if (ended !== null && Date.parse(ended) <= now) return 'ended';
  if (now >= Date.parse(until)) return 'over';
  return now < Date.parse(from) ? 'to come' : 'open';
}
