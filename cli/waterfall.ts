import type { Statement } from '../contract/profit-answers.ts';
import { countText, isNegative, isZero } from './amounts.ts';
import { amountsIn } from './headline.ts';
import type { Cell } from './table.ts';

/** From list price to profit, a row a step; steps of nothing are left out. */
export function waterfall({ statement, currency }: { statement: Statement; currency: string }): Cell[][] {
  const amount = amountsIn(currency);
  const figure = (exact: string): Cell =>
    isNegative(exact) ? { text: amount(exact), tone: 'red' } : amount(exact);
  const step = (name: string, exact: string): Cell[][] =>
    isZero(exact) ? [] : [[`  ${name}`, amount(exact)]];
  const total = (name: string, exact: string): Cell[][] => [[{ text: name, tone: 'bold' }, figure(exact)]];
  return [
    ...total('List revenue', statement.list),
    ...step('Discounts', statement.discounts),
    ...step('Price corrections', statement.priceCorrections),
    ...step('Rebates', statement.rebates),
    ...step('Returns', statement.returns),
    ...total('Net revenue', statement.netRevenue),
    ...step('Product cost', statement.productCost),
    ...total('Contribution', statement.contribution),
    ...statement.costLines.flatMap(line => costLineRows(line, amount)),
    ...total('Cost to serve', statement.costToServe),
    ...total('Profit', statement.profit),
    ...(isZero(statement.ownMistakes)
      ? []
      : [['Own mistakes', amount(statement.ownMistakes), 'not part of its profit']]),
  ];
}

function costLineRows(line: Statement['costLines'][number], amount: (exact: string) => string): Cell[][] {
  if (isZero(line.amount)) return [];
  const activities = line.activities.filter(activity => !isZero(activity.amount));
  const [only] = activities;
  if (only && activities.length === 1 && only.name === line.name)
    return [[`  ${line.name}`, amount(line.amount), activityNote(only)]];
  return [
    [`  ${line.name}`, amount(line.amount)],
    ...activities.map((activity): Cell[] => [
      `    ${activity.name}`,
      amount(activity.amount),
      activityNote(activity),
    ]),
  ];
}

function activityNote({ minutes, assumed }: { minutes: string; assumed: boolean }): string {
  const time = isZero(minutes) ? [] : [`${countText(Number(minutes), 1)} min`];
  return [...time, ...(assumed ? ['assumed'] : [])].join(', ');
}
