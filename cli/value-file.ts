import { resolve } from 'node:path';
import {
  countPurchaseColumns,
  DAY_ORDERS,
  DECIMAL_MARKS,
  type ForecastTerms,
  forecastValue,
} from '@clientele/engine';
import type { ValueForecast } from '../contract/value-forecast.ts';
import { cappedAssumptions } from '../server/value/capped-answer.ts';
import { forecastAnswer, leftOutAnswer } from '../server/value/forecast-answer.ts';
import { figuresAnswer, type Scored } from '../server/value/forecast-row.ts';
import { type Asked, EXIT, isJson } from './command.ts';
import { WrongUsage } from './errors.ts';
import { type PurchasesRead, readPurchaseFile } from './purchase-file.ts';
import type { Screen } from './screen.ts';
import { printValueCustomers, type ValuedCustomer } from './value-customers-print.ts';
import { fileJson, printNobody, printRead, writeProblems } from './value-file-print.ts';
import { customersJson, fitJson } from './value-json.ts';
import { printForecast } from './value-print.ts';
import { termsAsked, wordOf } from './value-terms.ts';

interface FileQuestion {
  readonly verb: 'fit' | 'customers';
  readonly top: number;
  readonly usage: string;
}

const FORMULA =
  'Value = sum over the months of the horizon of purchases expected in the month × amount ÷ (1 + yearly rate)^(month ÷ 12)';
const ASSUMPTIONS = [
  'Value is on revenue: the file tells neither margin nor cost to serve.',
  'A purchase is a day on which a customer bought; several lines of a day are one, and returns of the day are taken off it.',
  'Customers go on as they were, and no season is in the figures. Money of a month comes at its end.',
  'The range of a customer covers chance, its unknown habits and the unknown parameters of the model; that of all customers covers how far off the test was, too.',
];

/** The value of the customers of a file: nothing is imported, and neither a server nor a data folder is needed. */
export async function valueOfFile(asked: Asked, { verb, top, usage }: FileQuestion): Promise<number> {
  const { screen, values } = asked;
  const { problems } = values;
  const { terms, zeroDays } = fileTerms(asked, usage);
  const read = await purchasesAsked(asked, usage);
  if (problems !== undefined && read.rowsRefused > 0) await writeProblems(problems, read);
  const until = terms.until ?? read.lastDay;
  const { forecast, leftOut, most }: FileForecast =
    until === undefined
      ? NOBODY
      : forecastOf(screen, read, {
          until,
          unit: terms.unit,
          months: terms.months,
          annualRate: terms.rate,
          outliers: terms.outliers,
          zeroDays,
        });
  const customers = verb === 'customers' ? most(top) : [];
  if (isJson(asked)) {
    const answer = verb === 'fit' ? fitJson(forecast) : customersJson(read.currency, { forecast, customers });
    screen.json({ ...answer, file: fileJson(read, leftOut) });
  } else {
    if (!forecast) printNobody(screen, read, { leftOut, until });
    else if (verb === 'fit') printForecast(screen, forecast);
    else printValueCustomers(screen, forecast, { total: forecast.customers, customers });
    printRead(screen, read, { problems, isForecast: forecast !== undefined });
  }
  return read.rowsRefused > 0 ? EXIT.keptWithRefusedRows : EXIT.done;
}

function fileTerms(asked: Asked, usage: string) {
  const zeroDays = wordOf(asked, 'zero-days', { words: ['left-out', 'counted'], usage });
  return {
    terms: termsAsked(asked, usage),
    zeroDays: zeroDays === 'counted' ? ('counted' as const) : ('left out' as const),
  };
}

async function purchasesAsked(asked: Asked, usage: string): Promise<PurchasesRead> {
  const { purchases: path = '', problems } = asked.values;
  if (path === '') throw new WrongUsage('--purchases takes a file.', usage);
  if (problems !== undefined && resolve(problems) === resolve(path))
    throw new WrongUsage('--problems would write over the file of purchases: give it another name.');
  const written = {
    days: wordOf(asked, 'days', { words: DAY_ORDERS, usage }),
    decimal: wordOf(asked, 'decimal', { words: DECIMAL_MARKS, usage }),
  };
  return await readPurchaseFile(path, written, asked.screen);
}

interface FileForecast {
  /** Undefined where nobody has a purchase that counts. */
  readonly forecast: ValueForecast | undefined;
  readonly leftOut: ValueForecast['leftOut'];
  /** The customers of the most value, so many of them. */
  readonly most: (count: number) => readonly ValuedCustomer[];
}

const NOBODY: FileForecast = { forecast: undefined, leftOut: [], most: () => [] };

function forecastOf(
  screen: Screen,
  { columns, currency }: PurchasesRead,
  terms: ForecastTerms,
): FileForecast {
  const onProgress = (share: number, step: string) =>
    screen.progress(`Forecast   ${Math.floor(share * 100)} %   ${step}`);
  const forecast = forecastValue(columns, undefined, { ...terms, onProgress });
  screen.progress('');
  if (!forecast)
    return { ...NOBODY, leftOut: countPurchaseColumns(columns, terms).leftOut.map(leftOutAnswer) };
  const scored = { forecast, terms };
  const nameAt = (row: number) => forecast.histories.customers[row] as string;
  const answer = forecastAnswer({ ...scored, currency, nameAt, figure: null });
  return {
    forecast: {
      ...answer,
      formula: FORMULA,
      assumptions: [...ASSUMPTIONS, ...cappedAssumptions(scored, nameAt)],
    },
    leftOut: answer.leftOut,
    most: count => customersOf(scored, count),
  };
}

function customersOf(scored: Scored, count: number): ValuedCustomer[] {
  const { histories, value } = scored.forecast;
  return Array.from(value.keys())
    .sort((a, b) => (value[b] as number) - (value[a] as number) || a - b)
    .slice(0, count)
    .map(row => {
      const key = histories.customers[row] as string;
      return { sourceKey: key, name: key, ...figuresAnswer(scored, row) };
    });
}
