import type {
  CountRange,
  MoneyRange,
  ValueCustomers,
  ValueForecast,
  ValueLapses,
} from '../contract/value-forecast.ts';
import { counted, countText, shareText } from './amounts.ts';
import { amountsIn } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';
import { NOTHING, printHead } from './value-print.ts';

type Row = ValueCustomers['customers'][number];
/** A customer of a file is known by its key alone. */
export type ValuedCustomer = Omit<Row, 'id' | 'segment' | 'country' | 'figure'>;

export function printValueCustomers(
  screen: Screen,
  forecast: ValueForecast,
  { total, customers }: { readonly total: number; readonly customers: readonly ValuedCustomer[] },
): void {
  printHead(screen, forecast);
  screen.line(
    `${countText(customers.length)} of ${counted(total, 'customer')}, the most value first; t_x and T in ${forecast.unit}s; ranges hold 80 of 100 cases`,
  );
  screen.line();
  printTable(
    screen,
    [
      words('customer', 20),
      spare(1, words('name', 30)),
      figures('x'),
      figures('t_x'),
      figures('T'),
      figures('P(alive)'),
      figures('purchases'),
      ...LOW_TO_HIGH.map(figures),
    ],
    customers.map(customer => rowOf(customer, forecast)),
  );
}

const LOW_TO_HIGH = ['value low', 'mid', 'high'] as const;

function rowOf(customer: ValuedCustomer, { currency }: ValueForecast): Cell[] {
  const { sourceKey, name, repeats, recency, age, alive, purchases, value } = customer;
  return [
    sourceKey,
    name === sourceKey ? '' : name,
    countText(repeats),
    countText(recency, 2),
    countText(age, 2),
    shareText(alive),
    purchasesText(purchases),
    ...moneyCells(value, currency),
  ];
}

/** Low and high are whole purchases, what is expected is not: "2 – 5.3 – 9". */
function purchasesText(range: CountRange | null): string {
  if (!range) return NOTHING;
  return [range.low, range.mid, range.high].map(count => countText(count, 1)).join(' \u2013 ');
}

function moneyCells(range: MoneyRange | null, currency: string): string[] {
  if (!range) return [NOTHING, NOTHING, NOTHING];
  return [range.low, range.mid, range.high].map(amountsIn(currency));
}

export function printLapses(
  screen: Screen,
  forecast: ValueForecast,
  { rule, total, customers }: ValueLapses,
): void {
  printHead(screen, forecast);
  screen.line(plain(rule));
  if (total === 0) {
    screen.line('Nobody is silent for longer than its rhythm has it.');
    return;
  }
  screen.line(
    `${countText(customers.length)} of ${counted(total, 'customer')}, the most value at stake first`,
  );
  screen.line();
  printTable(
    screen,
    [
      words('customer', 20),
      spare(1, words('name', 30)),
      figures('usual days'),
      figures('silent'),
      figures('threshold'),
      figures('came back'),
      ...LOW_TO_HIGH.map(figures),
      spare(2, words('', 100)),
    ],
    customers.map(lapse => [
      lapse.sourceKey,
      lapse.name === lapse.sourceKey ? '' : lapse.name,
      daysText(lapse.usualDays),
      daysText(lapse.silentDays),
      daysText(lapse.thresholdDays),
      shareText(lapse.falseAlarmRate, 0),
      ...moneyCells(lapse.value, forecast.currency),
      lapse.sentence,
    ]),
  );
}

function daysText(days: number | null): string {
  return days === null ? NOTHING : countText(days, 1);
}
