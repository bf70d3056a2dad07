import type { Bridge } from '../../contract/bridge.ts';
import { isNegative, shortText } from '../ui/number-text.ts';
import { periodText } from '../ui/period-choices.ts';
import { sizeOf } from './customer-text.ts';

const NAMED_MOST = 3;

/** "Profit fell by 210 k from 2024 to 2025: −350 k volume, +100 k price, +40 k delivery" */
export function bridgeSentence({ of, before, after, difference, steps }: Bridge): string {
  const profit = of === 'company' ? 'Company profit' : 'Profit';
  const periods = `from ${periodText(before.period)} to ${periodText(after.period)}`;
  if (!/[1-9]/.test(difference)) return `${profit} did not change ${periods}`;
  const verb = isNegative(difference) ? 'fell' : 'rose';
  const largest = steps.toSorted((a, b) => Math.abs(Number(b.amount)) - Math.abs(Number(a.amount)));
  const named = largest
    .slice(0, NAMED_MOST)
    .map(({ amount, name }) => `${signedText(amount)} ${name.toLowerCase()}`);
  return `${profit} ${verb} by ${shortText(sizeOf(difference))} ${periods}: ${named.join(', ')}`;
}

function signedText(amount: string): string {
  return isNegative(amount) ? shortText(amount) : `+${shortText(amount)}`;
}
