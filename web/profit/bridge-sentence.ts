import type { Bridge } from '../../contract/bridge.ts';
import { isNegative } from '../ui/number-text.ts';
import { periodText } from '../ui/period-choices.ts';

const NAMED_MOST = 3;

/** "Profit fell" with the largest steps, each of which opens; "Profit did not change" without any. */
export function bridgeSentence({ of, difference, steps }: Bridge): {
  said: string;
  named: Bridge['steps'];
} {
  const profit = of === 'company' ? 'Company profit' : 'Profit';
  if (!/[1-9]/.test(difference)) return { said: `${profit} did not change`, named: [] };
  const size = ({ amount }: Bridge['steps'][number]) => Math.abs(Number(amount));
  const largest = steps.toSorted((a, b) => size(b) - size(a)).filter(step => size(step) > 0);
  return {
    said: `${profit} ${isNegative(difference) ? 'fell' : 'rose'}`,
    named: largest.slice(0, NAMED_MOST),
  };
}

/** "from 2024 to 2025" */
export function bridgePeriods({ before, after }: Bridge): string {
  return `from ${periodText(before.period)} to ${periodText(after.period)}`;
}
