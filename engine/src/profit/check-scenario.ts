import type { ScenarioChange } from './scenario.ts';

/** What keeps a change from being run, in words; undefined where it can be. */
export function scenarioProblem(change: ScenarioChange): string | undefined {
  const numbers = Object.values(change).filter(value => typeof value === 'number');
  if (numbers.some(value => !Number.isFinite(value))) return 'A number is missing.';
  switch (change.kind) {
    case 'price':
    case 'volume':
    case 'service':
    case 'rate':
      return change.share < -1 ? 'No more than all of it can go: −100 % or more.' : undefined;
    case 'discount':
      return Math.abs(change.points) > 1 ? 'Points of the list price: between −100 and 100.' : undefined;
    case 'minimumOrder':
      return change.value <= 0 ? 'A minimum is above zero.' : undefined;
    case 'dropSize':
      return change.share <= -1 ? 'A delivery holds something: more than −100 %.' : undefined;
    case 'minutes':
      return change.minutes < 0 ? 'Minutes are zero or more.' : undefined;
    default:
      return undefined;
  }
}
