import type { Reconciliation } from '../contract/profit-answers.ts';
import { counted, exactText, isZero } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, noOperands, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import { amountsIn, periodName } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, words } from './table.ts';

const usage = 'reconcile [--period PERIOD]';

export const command: Command = {
  usage,
  does: 'What the ledger booked on each cost pool, against what customers, lines without a customer, own mistakes, unused capacity and sustaining cost add up to; and revenue against the files. Differences stand with all their digits.',
  options: { period: PERIOD },
  examples: ['clientele reconcile --period 2025-03'],
  exits: { 0: 'the books close, to the last digit', 1: 'they do not, or the period was refused' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const query = { period: asked.values.period ?? 'all' };
  return await connected(asked, async connection => {
    const reconciliation = await connection.call('reconciliation', { query });
    if (isJson(asked)) asked.screen.json(reconciliation);
    else printReconciliation(asked.screen, reconciliation);
    return reconciliation.reconciled ? EXIT.done : EXIT.refused;
  });
}

function printReconciliation(screen: Screen, reconciliation: Reconciliation): void {
  const { currency, revenue } = reconciliation;
  const amount = amountsIn(currency);
  const open = (difference: string): Cell =>
    isZero(difference) ? '0' : { text: exactText(difference), tone: 'red' };
  screen.line(
    `${screen.tone('bold', 'Reconciliation')}   ${periodName(reconciliation.period)}   ${currency}`,
  );
  printPools(screen, reconciliation, open);
  screen.line();
  printTable(
    screen,
    [words('revenue'), figures('')],
    [
      ['Customers', amount(revenue.customers)],
      ['Without a customer', amount(revenue.unassigned)],
      ['Kept files', amount(revenue.files)],
      ['Difference', open(revenue.difference)],
    ],
  );
  screen.line();
  printTable(
    screen,
    [words('profit'), figures('')],
    [
      ['Customers', amount(reconciliation.profitOfCustomers)],
      ['Without a customer', amount(reconciliation.profitUnassigned)],
      ...lessRows(reconciliation, amount),
      ['Company', amount(reconciliation.companyProfit)],
      ['From the ledger', amount(reconciliation.ledgerProfit)],
      ['Difference', open(reconciliation.difference)],
    ],
  );
  printCautions(screen, reconciliation);
}

function lessRows(reconciliation: Reconciliation, amount: (exact: string) => string): Cell[][] {
  return [
    ['Less own mistakes', amount(reconciliation.ownMistakes)],
    ['Less unused capacity', amount(reconciliation.unused)],
    ['Less sustaining cost', amount(reconciliation.sustaining)],
    ['Less pools outside the model', amount(reconciliation.notInTheModel)],
  ];
}

function printPools(
  screen: Screen,
  { pools, currency }: Reconciliation,
  open: (exact: string) => Cell,
): void {
  if (pools.length === 0) return;
  const amount = amountsIn(currency);
  screen.line();
  printTable(
    screen,
    [
      words('pool', 32),
      words('kind'),
      figures('ledger'),
      figures('customers'),
      figures('unassigned'),
      figures('own mistakes'),
      figures('unused'),
      figures('sustaining'),
      figures('difference'),
    ],
    pools.map(pool => [
      pool.name,
      pool.kind,
      amount(pool.ledger),
      amount(pool.customers),
      amount(pool.unassigned),
      amount(pool.ownMistakes),
      amount(pool.unused),
      amount(pool.sustaining),
      open(pool.unexplained),
    ]),
  );
}

function printCautions(screen: Screen, { reconciled, uncosted, warnings }: Reconciliation): void {
  screen.line();
  screen.line(
    reconciled ? screen.tone('green', 'The books close.') : screen.tone('red', 'The books do not close.'),
  );
  for (const { activity, events } of uncosted)
    screen.line(`  ${plain(activity)}: ${counted(events, 'event')} that no equation of the model covers`);
  for (const warning of warnings) screen.line(`  ${plain(warning)}`);
}
