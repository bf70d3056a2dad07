import { COST_LINES, type CostModel, formatDecimal, type Statement } from '@clientele/engine';
import { isAssumed, minutesText } from './portfolio.ts';

interface Stated {
  readonly statement: Statement<number | bigint>;
  /** Millionths of a minute of each of the model's activities. */
  readonly minutes: readonly (number | bigint)[];
  /** What our own mistakes cost, which is no part of the profit. */
  readonly ownMistakes: number | bigint;
}

/** A statement as the contract words it: costs grouped into cost lines, deductions negative. */
export function statementAnswer(model: CostModel, { statement, minutes, ownMistakes }: Stated) {
  const { costs, ...steps } = statement;
  const activities = model.activities.map((activity, index) => ({
    line: activity.line,
    key: activity.key,
    name: activity.name,
    amount: costs[index] as number | bigint,
    minutes: minutesText(minutes[index] as number | bigint),
    assumed: isAssumed(model, index),
  }));
  const costLines = COST_LINES.map(([key, name]) => {
    const mine = activities.filter(activity => activity.line === key);
    return {
      key,
      name,
      amount: formatDecimal(mine.reduce((total, { amount }) => total + BigInt(amount), 0n)),
      activities: mine.map(({ line: _, amount, ...rest }) => ({ ...rest, amount: formatDecimal(amount) })),
    };
  }).filter(line => line.activities.length > 0);
  const money = Object.fromEntries(
    Object.entries(steps).map(([key, amount]) => [key, formatDecimal(amount)]),
  );
  return {
    ...(money as Record<keyof typeof steps, string>),
    costLines,
    ownMistakes: formatDecimal(ownMistakes),
  };
}
