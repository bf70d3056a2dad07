import { type FixWords, fixTexts } from '../contract/cell-fix-text.ts';
import type { LossCellAnswer } from '../contract/product-cells.ts';
import { amountText, counted, countText, decimalsOf, shareText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD, wholeNumber } from './command.ts';
import { connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { WrongUsage } from './errors.ts';
import { hoursText } from './expedites.ts';
import { amountsIn, periodName } from './headline.ts';
import type { Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const TOP = 10;
const TOP_MAX = 1000;
const usage =
  'products [--period PERIOD] [--customer KEY] [--product TEXT] [--by revenue|loss] [--top N] [--fixes]';

export const command: Command = {
  usage,
  does: 'Products that lose money with a customer, the most first: what each such cell came to, and a minimum, a surcharge and a substitute for it, priced.',
  options: {
    period: PERIOD,
    customer: { value: 'KEY', does: 'One customer alone, by id or number' },
    product: { value: 'TEXT', does: 'A part of the product’s number, name or group' },
    by: {
      value: 'ORDER',
      does: 'Whose cells are looked at where a book is too large for all: those of the largest customers by revenue (the default), or by loss',
    },
    top: { value: 'N', does: `How many cells; ${TOP} unless given` },
    fixes: { does: 'What each fix is and comes to, in sentences' },
  },
  examples: [
    'clientele products --period 2025',
    'clientele products --customer 10104 --product seals --fixes',
  ],
  exits: { 0: 'shown, also where none loses', 1: 'refused: not a period, or no such customer' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const limit = wholeNumber(asked, 'top', { min: 0, max: TOP_MAX, usage: `clientele ${usage}` }) ?? TOP;
  const { period = 'all', customer, product, by = 'revenue' } = asked.values;
  if (by !== 'revenue' && by !== 'loss')
    throw new WrongUsage(`--by takes revenue or loss, not "${by}".`, `clientele ${usage}`);
  return await connected(asked, async connection => {
    const losses = await connection.call('lossCells', { query: { period, customer, product, by, limit } });
    if (isJson(asked)) asked.screen.json(losses);
    else printLosses(asked.screen, losses, asked.flags.has('fixes'));
    return EXIT.done;
  });
}

function printLosses(screen: Screen, answer: Answer<'lossCells'>, withFixes: boolean): void {
  const { currency, total, lost, cells, customersRead, customersTotal } = answer;
  const amount = amountsIn(currency);
  screen.line(
    `${screen.tone('bold', 'Products that lose money with a customer')}   ${periodName(answer.period)}   ${currency}`,
  );
  const among =
    customersRead < customersTotal
      ? `, of ${countText(customersRead)} of ${counted(customersTotal, 'customer')}`
      : '';
  screen.line(
    total === 0
      ? `None does${among}.`
      : `${counted(total, 'cell')}, a customer and a product each${among}: ${amount(lost)} ${currency}`,
  );
  if (cells.length === 0) return;
  screen.line();
  printTable(
    screen,
    [
      words('customer', 28),
      words('product', 28),
      spare(4, figures('revenue')),
      spare(3, figures('contribution')),
      spare(5, figures('cost to serve')),
      figures('profit'),
      spare(1, figures('minimum')),
      figures('surcharge'),
      spare(2, words('substitute', 24)),
    ],
    cells.map(rowIn(amount)),
  );
  if (withFixes) for (const cell of cells) printFixes(screen, cell, currency);
}

function rowIn(amount: (exact: string) => string): (cell: LossCellAnswer) => Cell[] {
  return ({ customer, product, revenue, contribution, costToServe, profit, fixes }) => {
    const { minimum, surcharge, substitute } = fixes;
    return [
      customer.name,
      product.name ?? product.key,
      amount(revenue),
      amount(contribution),
      amount(costToServe),
      { text: amount(profit), tone: 'red' },
      'none' in minimum ? '\u2013' : countText(minimum.quantity),
      'none' in surcharge ? '\u2013' : shareText(surcharge.share),
      'none' in substitute ? '\u2013' : (substitute.product.name ?? substitute.product.key),
    ];
  };
}

function printFixes(screen: Screen, { customer, product, fixes }: LossCellAnswer, currency: string): void {
  const amount = (exact: string) => `${amountText(exact, decimalsOf(currency))} ${currency}`;
  const words: FixWords = { amount, count: countText, share: share => shareText(share), hours: hoursText };
  screen.line();
  screen.line(screen.tone('bold', `${product.name ?? product.key} (${product.key}), ${customer.name}`));
  for (const { name, text } of fixTexts(fixes, words)) screen.line(`  ${name}: ${text}`);
}
