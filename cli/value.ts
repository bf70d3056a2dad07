import { type Asked, type Command, EXIT, isJson, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { printLapses, printValueCustomers } from './value-customers-print.ts';
import { cappedJson, fitJson } from './value-json.ts';
import { printForecast } from './value-print.ts';
import { bookForecast, topCustomers, topLapses, type Window } from './value-server.ts';
import { type TermsOption, termsAsked } from './value-terms.ts';

const TOP = 20;
const TOP_MAX = 100_000;
const NOBODY =
  'Nobody has bought anything that counts: clientele import FILE takes order lines in; an earlier --until may lie before all of them.';
const usage = 'value [fit | customers | lapses] [--purchases FILE] [--until DAY] [--unit UNIT] [--months N]';
const VERBS = ['fit', 'customers', 'lapses'] as const;
type Verb = (typeof VERBS)[number];

const TERMS: Record<TermsOption, Command['options'][string]> = {
  until: {
    value: 'DAY',
    does: 'Last day that is observed, also if nobody bought on it; the last day with facts unless given',
  },
  unit: { value: 'UNIT', does: 'day (unless given) or week: parameters, t_x and T are in it' },
  months: { value: 'N', does: 'Months ahead that value is of, 1 to 120; 36 unless given' },
  rate: { value: 'R', does: 'Discount of a year as a share, 0.001 to 1; 0.1 unless given, which is 10 %' },
  outliers: {
    value: 'HOW',
    does: 'Amounts far above those of the others: keep (unless given) or cap, which lowers a customer’s mean amount to the 99 % quantile and lists whose; the past stays as it is',
  },
};

export const command: Command = {
  usage,
  does: 'What customers will be worth, with its range. fit (also when left out) shows the model of purchases that was chosen and why, its parameters with standard errors, how it did on a time that has passed against two naive rules, and the value of all; customers shows x, t_x, T, P(alive), expected purchases and value of each; lapses those that are silent for longer than their rhythm has it. With --purchases all comes from a file with customer, date and amount: nothing is imported, and no server is needed. Ranges hold 80 of 100 cases.',
  options: {
    purchases: {
      value: 'FILE',
      does: 'With fit and customers: a table of purchases (CSV, also gzipped, a workbook, "-" for standard input), by its headings or with the columns customer, date, amount in this order. Without amounts every purchase counts 1',
    },
    ...TERMS,
    top: { value: 'N', does: `With customers and lapses: how many; ${TOP} unless given` },
    'zero-days': {
      value: 'HOW',
      does: 'With --purchases: left-out (unless given) or counted, of days on which nothing was paid',
    },
    days: { value: 'ORDER', does: 'With --purchases: how 03/04/2025 is meant: ymd, dmy or mdy' },
    decimal: { value: 'MARK', does: 'With --purchases: point or comma stands before the decimals' },
    problems: { value: 'FILE', does: 'With --purchases: write all rows that could not be read to this file' },
  },
  examples: [
    'clientele value fit',
    'clientele value fit --purchases purchases.csv.gz --until 1997-09-30 --unit week',
    'clientele value customers --top 50 --months 12',
    'clientele value lapses',
  ],
  exits: {
    0: 'shown, also where nobody has bought anything that counts',
    1: 'refused: not a horizon or a day; a file that is no table; a fit that somebody stopped',
    4: 'shown, but rows of the file could not be read',
  },
  run,
};

async function run(asked: Asked): Promise<number> {
  const verb = verbAsked(asked);
  const terms = termsAsked(asked, `clientele ${usage}`);
  const top = wholeNumber(asked, 'top', { min: 1, max: TOP_MAX, usage: `clientele ${usage}` });
  if (verb === 'fit' && top !== undefined)
    throw new WrongUsage('--top goes with customers and lapses.', `clientele ${usage}`);
  if (asked.values.purchases !== undefined) return await ofFile(asked, verb, top ?? TOP);
  for (const option of ['zero-days', 'days', 'decimal', 'problems'])
    if (asked.values[option] !== undefined)
      throw new WrongUsage(`--${option} goes with --purchases FILE.`, `clientele ${usage}`);
  return await connected(asked, async connection => {
    await ofBook(asked, connection, { verb, window: { terms, top: top ?? TOP } });
    return EXIT.done;
  });
}

async function ofBook(
  asked: Asked,
  connection: Connection,
  { verb, window }: { readonly verb: Verb; readonly window: Window },
): Promise<void> {
  const { screen } = asked;
  const forecast = await bookForecast(connection, screen, window.terms);
  if (verb === 'fit' && isJson(asked)) screen.json(fitJson(forecast));
  else if (verb === 'fit' && forecast) printForecast(screen, forecast);
  else if (verb === 'customers') {
    const answer = await topCustomers(connection, window);
    if (isJson(asked)) screen.json({ ...answer, ...cappedJson(forecast) });
    else if (forecast) printValueCustomers(screen, forecast, answer);
  } else if (verb === 'lapses') {
    const answer = await topLapses(connection, window);
    if (isJson(asked)) screen.json({ ...answer, ...cappedJson(forecast) });
    else if (forecast) printLapses(screen, forecast, answer);
  }
  if (!forecast && !isJson(asked)) screen.line(NOBODY);
}

/** The engine is loaded only where it is needed. */
async function ofFile(asked: Asked, verb: Verb, top: number): Promise<number> {
  if (verb === 'lapses')
    throw new WrongUsage(
      'lapses is answered from the book: --purchases goes with fit and customers.',
      `clientele ${usage}`,
    );
  const { valueOfFile } = await import('./value-file.ts');
  return await valueOfFile(asked, { verb, top, usage: `clientele ${usage}` });
}

function verbAsked({ operands }: Asked): Verb {
  const [word = 'fit', more] = operands;
  const verb = VERBS.find(each => each === word);
  if (!verb) throw new WrongUsage(`"${word}" is not understood.`, `clientele ${usage}`);
  if (more !== undefined) throw new WrongUsage(`"${more}" is one word too many.`, `clientele ${usage}`);
  return verb;
}
