import type { Portfolio } from '../contract/profit-answers.ts';
import { amountText, counted, countText, decimalsOf, exactText, isZero, shareText } from './amounts.ts';
import type { Connection } from './connection.ts';
import { RefusedRequest } from './errors.ts';
import { plain, type Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

/** The headline as one line, after something has changed; where there is none yet, why. */
export async function printHeadlineLine(connection: Connection, screen: Screen): Promise<void> {
  screen.progress('Working out the portfolio …');
  try {
    screen.line(headlineLine(await connection.call('portfolio')));
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    screen.line(screen.tone('dim', plain(error.message)));
  }
}

function headlineLine(portfolio: Portfolio): string {
  const { totals, whale, currency } = portfolio;
  if (totals.lines === 0) return noLines(portfolio.period);
  const amount = amountsIn(currency);
  return [
    counted(totals.customers, 'customer'),
    `revenue ${amount(totals.revenue)}`,
    `profit of customers ${amount(totals.profitCustomers)} ${currency}`,
    `whale peak ${amount(whale.peak)} at ${countText(whale.peakCustomers)}`,
    reconciledText(portfolio),
  ].join('   ');
}

function reconciledText({
  reconciled,
  difference,
}: {
  readonly reconciled: boolean;
  readonly difference: string;
}): string {
  if (reconciled) return 'reconciled to the ledger';
  return isZero(difference)
    ? 'not reconciled: see reconcile'
    : `not reconciled: ${exactText(difference)} open`;
}

export function printHeadline(screen: Screen, portfolio: Portfolio): void {
  const { totals, whale, gini, model, currency } = portfolio;
  const amount = amountsIn(currency);
  screen.line(
    `${screen.tone('bold', 'Portfolio')}   ${periodName(portfolio.period)}   ${currency}   ${screen.tone(
      'dim',
      plain(`model: ${model.name}${model.assumed ? ', with assumed rates' : ''}`),
    )}`,
  );
  screen.line();
  printTable(
    screen,
    [words(''), figures(''), words('', 90)],
    [
      ['Customers', countText(totals.customers), linesText(totals.lines)],
      ['Revenue', amount(totals.revenue), unassignedText(amount, totals.revenueUnassigned)],
      ['Contribution', amount(totals.contribution), ''],
      ['Cost to serve', amount(totals.costToServe), ''],
      [
        'Profit of customers',
        amount(totals.profitCustomers),
        unassignedText(amount, totals.profitUnassigned),
      ],
      ['Own mistakes', amount(totals.ownMistakes), ''],
      ['Unused capacity', amount(totals.unused), ''],
      ['Sustaining cost', amount(totals.sustaining), ''],
      ...(isZero(totals.notInTheModel)
        ? []
        : [['Pools outside the model', amount(totals.notInTheModel), '']]),
      ['Company profit', amount(totals.companyProfit), reconciledText(portfolio)],
      ['Grade', portfolio.grade, plain(portfolio.gradeReason)],
      ['Whale peak', amount(whale.peak), whaleText(whale)],
      [
        'Top shares',
        '',
        whale.topShares.map(({ top, share }) => `${shareText(top, 0)} earn ${shareText(share)}`).join(', '),
      ],
      ['Gini', '', `revenue ${giniText(gini.revenuePositiveOnly)}, profit ${giniText(gini.profitAll)}`],
    ],
  );
  if (totals.lines === 0) screen.line(`\n${noLines(portfolio.period)}`);
}

function noLines(period: string): string {
  return period === 'all'
    ? 'No order lines are kept: clientele import FILE takes some in.'
    : `There are no order lines in ${period}.`;
}

export function periodName(period: string): string {
  return period === 'all' ? 'all months' : period;
}

/** Writes amounts with the decimals that are usual in the currency. */
export function amountsIn(currency: string): (exact: string) => string {
  const decimals = decimalsOf(currency);
  return exact => amountText(exact, decimals);
}

function linesText(lines: number): string {
  return `with ${countText(lines)} order lines and returns`;
}

function unassignedText(amount: (exact: string) => string, unassigned: string): string {
  return isZero(unassigned) ? '' : `and ${amount(unassigned)} without a customer`;
}

function whaleText({ peakCustomers, peakOverEnd, unprofitable }: Portfolio['whale']): string {
  const overEnd = peakOverEnd === null ? '' : `, ${shareText(peakOverEnd)} of the end`;
  return `at ${counted(peakCustomers, 'customer')}${overEnd}; ${countText(unprofitable)} ${unprofitable === 1 ? 'loses' : 'lose'} money`;
}

function giniText(gini: number | null): string {
  return gini === null ? '\u2013' : gini.toFixed(3);
}
