import type { Decision, Decisions } from '../../contract/decisions.ts';
import { countText } from '../ui/number-text.ts';

/** "12 customers: 10 without a decision, 2 due for review" */
export function decisionsText({ asked, open, due }: Decisions): string {
  if (asked === 0 && due === 0) return 'no customer';
  const state = [
    open > 0 && `${countText(open)} without a decision`,
    due > 0 && `${countText(due)} due for review`,
  ].filter(Boolean);
  const who = asked === 1 ? '1 customer' : `${countText(asked)} customers`;
  return `${who}: ${state.length === 0 ? 'all decided' : state.join(', ')}`;
}

/** Why it is asked, in a few words. */
export function whyText(why: 'loses' | 'ranks lower' | null): string {
  if (why === null) return 'not asked any more';
  return why === 'loses' ? 'loses money' : 'ranks half the list lower';
}

/** What was decided, in one line. */
export function decidedText({ enough, action }: Pick<Decision, 'enough' | 'action'>): string {
  return [enough && 'Profit is enough', action].filter(Boolean).join('; ');
}
