import { currenciesOfSign } from './currency-signs.ts';
import type { Field } from './layout.ts';
import { daysWritten, isNoDay, readMonth } from './written-days.ts';
import { currenciesAt, readFigure } from './written-decimals.ts';

/** What the cells of a column look like. */
export interface ColumnEvidence {
  /** The cell of each row, blanks around it cut. */
  readonly rows: readonly string[];
  /** Cells that are not empty, without the blanks around them. */
  readonly cells: readonly string[];
  /** How many of them read as a day, a month, a figure, a currency. */
  readonly days: number;
  readonly months: number;
  readonly figures: number;
  readonly currencies: number;
  readonly distinct: number;
}

export function columnEvidence(rows: readonly (readonly string[])[], column: number): ColumnEvidence {
  const all = rows.map(row => (row[column] ?? '').trim());
  const cells = all.filter(cell => cell !== '' && !isNoDay(cell));
  const counts = { days: 0, months: 0, figures: 0, currencies: 0 };
  for (const cell of cells) {
    const isDay = Object.keys(daysWritten(cell)).length > 0;
    if (isDay) counts.days += 1;
    if (isDay || readMonth(cell, undefined) !== undefined) counts.months += 1;
    if (readFigure(cell, 'point') !== undefined || readFigure(cell, 'comma') !== undefined)
      counts.figures += 1;
    if (currenciesOfSign(cell).length > 0) counts.currencies += 1;
  }
  return { rows: all, cells, distinct: new Set(cells).size, ...counts };
}

/** How well a column's cells fit what a field wants, 0 to 1, and in words. */
export interface Fit {
  readonly share: number;
  readonly words: string;
}

export function fitOf(field: Field, evidence: ColumnEvidence): Fit {
  const { cells, days, months, figures, currencies } = evidence;
  const total = cells.length;
  if (total === 0) return { share: EMPTY_FIT, words: 'its cells are empty' };
  const of = (count: number, what: string): Fit => ({
    share: count / total,
    words: `${count} of ${total} cells ${what}`,
  });
  if (field.name === 'currency') return of(currencies, 'name a currency');
  switch (field.type) {
    case 'day':
      return of(days, 'read as days');
    case 'month':
      return of(months, 'read as months');
    case 'choice': {
      const known = choiceTable(field, cells);
      return of(cells.filter(cell => known.has(cell)).length, `are one of ${field.choices?.join(', ')}`);
    }
    case 'key':
      return keyFit(evidence);
    case 'text':
      return {
        share: 1,
        words: `${evidence.distinct === 1 ? 'one text' : `${evidence.distinct} different texts`} in ${total} cells`,
      };
    default:
      return of(figures, 'read as figures');
  }
}

/** A column without any cell to look at in the first rows. */
const EMPTY_FIT = 0.8;

function keyFit({ cells, distinct, days }: ColumnEvidence): Fit {
  const total = cells.length;
  const decimals = cells.filter(cell => /^-?\d+[.,]\d{1,2}$/.test(cell)).length;
  const isDate = days === total && cells.some(cell => /[-/. ]/.test(cell));
  if (isDate) return { share: 0.2, words: 'its cells are days' };
  if (decimals * 2 > total) return { share: 0.3, words: `${decimals} of ${total} cells look like amounts` };
  return {
    share: 1,
    words: distinct === total ? 'no two cells are alike' : `${distinct} different ones in ${total} cells`,
  };
}

/** Words for the choices of a layout in other systems and languages. */
const CHOICE_WORDS: Readonly<Record<string, string>> = {
  manual:
    'manual manuell phone telephone telefon tel fax mail email brief letter manuel téléphone courrier teléfono manuale telefono handmatig telefoon',
  edi: 'edi edifact idoc as2 ftp xml',
  web: 'web webshop online shop e-shop eshop internet portal e-commerce ecommerce website',
  own: 'own internal intern wir eigen eigenes us supplier lieferant nous interne interno eigen',
  customer: 'customer kunde client cliente klant external extern',
  special:
    'special service dienstleistung dienst carriage fracht fee gebühr non-inventory charge servicio servizio',
  goods: 'goods inventory item artikel ware lager product produkt stock',
  raw: 'raw roh rohstoff',
  'semi-finished': 'semi-finished halb halbfabrikat wip',
  finished: 'finished fertig fertigfabrikat fert',
};

/** Each text in the cells that means a choice of the field, and which. */
export function choiceTable(field: Field, cells: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const cell of new Set(cells)) {
    const written = cell.toLowerCase();
    const meant =
      field.choices?.find(choice => choice === written) ??
      field.choices?.find(choice => CHOICE_WORDS[choice]?.split(' ').includes(written.replace(/\s+/g, '-')));
    if (meant !== undefined) found.set(cell, meant);
  }
  return found;
}

/** Whether every figure other than zero has a minus. */
export function allNegative({ cells }: ColumnEvidence): boolean {
  const figures = cells.map(
    cell => readFigure(cell, undefined) ?? readFigure(cell, 'comma') ?? readFigure(cell, 'point'),
  );
  const other = figures.filter(figure => figure !== undefined && figure !== '0');
  return other.length > 0 && other.every(figure => figure?.startsWith('-'));
}

/** The currencies that the signs in a column's cells can mean, each set of them once, with its cells. */
export function currencySigns({
  cells,
}: ColumnEvidence): Map<string, { choices: readonly string[]; examples: string[] }> {
  const found = new Map<string, { choices: readonly string[]; examples: string[] }>();
  for (const cell of cells) {
    const choices = currenciesAt(cell);
    if (choices.length === 0) continue;
    const known = found.get(choices.join(' '));
    if (known) known.examples.push(cell);
    else found.set(choices.join(' '), { choices, examples: [cell] });
  }
  return found;
}
