import type { CustomerDecisions, Decision, Decisions } from '../contract/decisions.ts';
import { countText, isNegative } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import { amountsIn, periodName } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

const usage = 'decisions [--due] [--customer KEY [--enough | --action TEXT --owner NAME --review DAY]]';

export const command: Command = {
  usage,
  does: 'Customers that are large in revenue and small in profit, and what was decided of them. With --customer what was decided of one; with --owner and --review a new decision, which stays beside the earlier ones. No figure changes.',
  options: {
    period: PERIOD,
    due: { does: 'Only those whose review day has come' },
    customer: { value: 'KEY', does: 'One customer: its number in the source system, or an id' },
    enough: { does: 'Decide: its profit is enough for special care' },
    action: { value: 'TEXT', does: 'Decide: what is to be done' },
    owner: { value: 'NAME', does: 'Who sees to it' },
    review: { value: 'DAY', does: 'By when it is looked at again, such as 2026-03-31' },
  },
  examples: [
    'clientele decisions --period 2025',
    'clientele decisions --customer 10104 --action "Minimum order 500" --owner "Sales" --review 2026-03-31',
  ],
  exits: { 0: 'shown or kept', 1: 'refused: no such customer, not a period, or an answer is missing' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const { values, flags, screen } = asked;
  const query = { period: values.period ?? 'all' };
  const { customer: id, action, owner, review } = values;
  return await connected(asked, async connection => {
    if (id === undefined) {
      const state = flags.has('due') ? ('due' as const) : undefined;
      const decisions = await connection.call('decisions', { query: { ...query, state } });
      if (isJson(asked)) screen.json(decisions);
      else printDecisions(screen, decisions);
      return EXIT.done;
    }
    const decides =
      owner !== undefined || review !== undefined || action !== undefined || flags.has('enough');
    const body = {
      enough: flags.has('enough'),
      action: action ?? '',
      owner: owner ?? '',
      reviewOn: review ?? '',
    };
    const about = decides
      ? await connection.call('decide', { params: { id }, query, body })
      : await connection.call('customerDecisions', { params: { id }, query });
    if (isJson(asked)) screen.json(about);
    else printHistory(screen, about);
    return EXIT.done;
  });
}

function printDecisions(
  screen: Screen,
  { period, currency, rule, asked, open, due, customers }: Decisions,
): void {
  screen.line(`${screen.tone('bold', 'Decisions')}   ${periodName(period)}   ${currency}`);
  screen.line(
    `${countText(asked)} asked, ${countText(open)} without an answer, ${countText(due)} due for review`,
  );
  screen.line(screen.tone('dim', rule));
  if (customers.length === 0) return;
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [
      words('customer', 20),
      words('name', 32),
      figures('revenue'),
      figures('profit'),
      figures('rank'),
      spare(2, figures('rev. rank')),
      words('state'),
      spare(1, words('decided', 40)),
      words('review'),
    ],
    customers.map(({ sourceKey, name, revenue, profit, rank, revenueRank, state, decision }): Cell[] => [
      sourceKey,
      name,
      amount(revenue),
      isNegative(profit) ? { text: amount(profit), tone: 'red' } : amount(profit),
      countText(rank),
      countText(revenueRank),
      state,
      decision ? decisionText(decision) : '',
      decision?.reviewOn ?? '',
    ]),
  );
}

function printHistory(screen: Screen, { customer, state, history }: CustomerDecisions): void {
  screen.line(`${screen.tone('bold', plain(customer.name))}   ${state ?? 'no decision is asked'}`);
  for (const decision of history)
    screen.line(
      `  ${decision.at.slice(0, 10)}   ${plain(decisionText(decision))}   ${plain(decision.owner)}, review ${decision.reviewOn}, by ${plain(decision.by)}`,
    );
}

function decisionText({ enough, action }: Decision): string {
  return [enough ? 'profit is enough' : '', action].filter(text => text !== '').join('; ');
}
