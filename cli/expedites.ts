import type { ExpediteAnswer, ExpediteGroup } from '../contract/expedites.ts';
import { amountText, counted, countText, shareText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD, wholeNumber } from './command.ts';
import { connected } from './connection.ts';
import { amountsIn, periodName } from './headline.ts';
import type { Screen } from './screen.ts';
import { type Cell, figures, printTable, words } from './table.ts';

const TOP = 10;
const TOP_MAX = 1000;
const usage = 'expedites [--period PERIOD] [--top N]';

export const command: Command = {
  usage,
  does: 'What expedites took: hours and money by reason, segment, month and customer, and how much of it went to customers that lose money.',
  options: { period: PERIOD, top: { value: 'N', does: `How many customers; ${TOP} unless given` } },
  examples: ['clientele expedites --period 2025'],
  exits: { 0: 'shown, also where there are none', 1: 'refused: not a period' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const limit = wholeNumber(asked, 'top', { min: 0, max: TOP_MAX, usage: `clientele ${usage}` }) ?? TOP;
  const query = { period: asked.values.period ?? 'all', limit };
  return await connected(asked, async connection => {
    const expedites = await connection.call('expedites', { query });
    if (isJson(asked)) asked.screen.json(expedites);
    else printExpedites(asked.screen, expedites);
    return EXIT.done;
  });
}

function printExpedites(screen: Screen, answer: ExpediteAnswer): void {
  const { totals, own, losing, costed, currency } = answer;
  screen.line(`${screen.tone('bold', 'Expedites')}   ${periodName(answer.period)}   ${currency}`);
  if (totals.expedites === 0) {
    screen.line('There are none: a file of activities with the kind "expedite" brings them in.');
    return;
  }
  const amount = amountsIn(currency);
  const measures = costed ? `, ${hoursText(totals.minutes)} hours, ${amount(totals.cost)} ${currency}` : '';
  screen.line(`${counted(totals.expedites, 'expedite')}${measures}`);
  screen.line(
    `${shareText(losing.share, 0)} of ${costed ? 'the hours' : 'them'} went to ${counted(losing.customers, 'customer')} that lost money; ${counted(own.expedites, 'expedite')} were our own mistake`,
  );
  if (!costed)
    screen.line('No activity of the cost model counts expedites, so hours and money are not known.');
  printGroups(screen, answer, ['reason', answer.reasons]);
  printGroups(screen, answer, ['segment', answer.segments]);
  printGroups(screen, answer, ['month', answer.months]);
  printGroups(screen, answer, ['customer', answer.customers]);
}

function printGroups(
  screen: Screen,
  { currency }: ExpediteAnswer,
  [title, groups]: readonly [string, readonly ExpediteGroup[]],
): void {
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [words(title, 40), figures('expedites'), figures('hours'), figures('cost')],
    groups.map(({ name, expedites, minutes, cost }): Cell[] => [
      name,
      countText(expedites),
      hoursText(minutes),
      amount(cost),
    ]),
  );
}

export function hoursText(minutes: string): string {
  return amountText((Number(minutes) / 60).toFixed(1), 1);
}
