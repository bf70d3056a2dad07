import type { GroupFigures, Groups, Selection } from '../contract/groups.ts';
import { counted, countText, isNegative, shareText } from './amounts.ts';
import { type Asked, isJson } from './command.ts';
import type { Connection } from './connection.ts';
import type { Question } from './contract.ts';
import { amountsIn, periodName } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';
import { waterfall } from './waterfall.ts';

/** Which customers of a period are meant. */
export type Chosen = NonNullable<Question<'selection'>['query']> & { readonly period: string };

export function isFiltered({ where = [], sign }: Chosen): boolean {
  return where.length > 0 || sign !== undefined;
}

/** `--by`: a row a group, which sum to the row of all. */
export async function showGroups(
  asked: Asked,
  connection: Connection,
  query: Chosen & { readonly by: string },
): Promise<void> {
  const answer = await connection.call('groups', { query });
  if (isJson(asked)) asked.screen.json(answer);
  else printGroups(asked.screen, answer);
}

function printGroups(screen: Screen, { period, currency, by, total, groups, others }: Groups): void {
  const amount = amountsIn(currency);
  const figure = (exact: string): Cell =>
    isNegative(exact) ? { text: amount(exact), tone: 'red' } : amount(exact);
  const row = (name: Cell, of: GroupFigures): Cell[] => [
    name,
    countText(of.customers),
    amount(of.revenue),
    amount(of.contribution),
    amount(of.costToServe),
    figure(of.profit),
    shareText(of.profitShare),
    shareText(of.losingShare),
    figure(of.lost),
  ];
  screen.line(
    `${screen.tone('bold', plain(`By ${by.name.toLowerCase()}`))}   ${periodName(period)}   ${currency}`,
  );
  screen.line();
  printTable(
    screen,
    [
      words(plain(by.name.toLowerCase()), 40),
      figures('customers'),
      figures('revenue'),
      spare(2, figures('contribution')),
      spare(1, figures('cost to serve')),
      figures('profit'),
      figures('of revenue'),
      figures('in the red'),
      figures('they lose'),
    ],
    [
      ...groups.map(group => row(group.name, group)),
      ...(others ? [row(`${counted(others.groups, 'other')}`, others)] : []),
      row({ text: 'all', tone: 'bold' }, total),
    ],
  );
}

/** `--statement`: from list price to the profit of these customers. */
export async function showStatement(asked: Asked, connection: Connection, query: Chosen): Promise<void> {
  const selection = await connection.call('selection', { query });
  if (isJson(asked)) {
    asked.screen.json(selection);
    return;
  }
  printSelection(asked.screen, selection);
  asked.screen.line();
  printTable(asked.screen, [words('', 60), figures(''), words('')], waterfall(selection));
}

/** The headline of some customers of a period, or of all. */
export function printSelection(screen: Screen, selection: Selection): void {
  const { period, currency, of, customers, losing } = selection;
  const amount = amountsIn(currency);
  const which =
    customers === of ? counted(of, 'customer') : `${countText(customers)} of ${counted(of, 'customer')}`;
  screen.line(`${screen.tone('bold', which)}   ${periodName(period)}   ${currency}`);
  screen.line();
  const rows: Cell[][] = [
    ['Revenue', amount(selection.revenue), ''],
    ['Contribution', amount(selection.contribution), ''],
    ['Cost to serve', amount(selection.costToServe), ''],
    ['Profit', amount(selection.profit), ofRevenue(selection)],
    ['Lost', amount(selection.lost), `by ${counted(losing, 'customer')} in the red`],
  ];
  printTable(screen, [words(''), figures(''), words('', 60)], rows);
}

function ofRevenue({ profitShare }: GroupFigures): string {
  return profitShare === null ? '' : `${shareText(profitShare)} of revenue`;
}
