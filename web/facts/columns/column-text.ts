import {
  type DayOrder,
  daysWritten,
  type FieldMapping,
  type MappingQuestion,
  readFigure,
} from '@clientele/engine';

/** Types of fields that hold figures. */
export const FIGURES: readonly string[] = ['money', 'quantity', 'minutes', 'rate'];

/** How sure a guess is, in a word: certain, likely, or a guess. */
export function confidenceText(confidence: number): string {
  if (confidence >= 0.95) return 'certain';
  return confidence >= 0.7 ? 'likely' : 'unsure';
}

/** A field as a person writes it: unit_price → Unit price */
export function fieldText(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is done with a field's columns beyond taking them, in a few words: `joined with Place, × 0.001`. */
export function adjustmentText(field: FieldMapping, heading: string | null): string {
  const { columns = [], split, values = {}, constant, negate, factor } = field;
  const others = columns.filter(column => column !== heading);
  const pairs = Object.keys(values).length;
  return [
    heading === null && constant !== undefined && `always ${constant}`,
    others.length > 0 && `joined with ${others.join(', ')}`,
    split && `part ${split.take} of ${split.by === ' ' ? 'words' : `“${split.by}”`}`,
    pairs > 0 && (pairs === 1 ? '1 value replaced' : `${pairs} values replaced`),
    negate && 'sign turned',
    factor && `× ${factor}`,
    heading !== null && constant !== undefined && `${constant} where empty`,
  ]
    .filter(Boolean)
    .join(', ');
}

const ORDERS: Record<DayOrder, string> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};

export function dayOrderText(order: string): string {
  return ORDERS[order as DayOrder] ?? order;
}

export function decimalText(mark: string): string {
  return mark === 'comma' ? 'comma: 1.234,56' : 'point: 1,234.56';
}

interface AskedChoice {
  value: string;
  /** What an example of the file means so. */
  text: string;
  note: string;
}

/** A question as a person is asked it, with an example out of the file, and what each answer would mean. */
export function questionText(
  question: MappingQuestion,
  locale?: string,
): { ask: string; choices: AskedChoice[] } {
  const example = tellingExample(question);
  switch (question.about) {
    case 'days':
      return {
        ask: `Which day is “${example}” in ${question.heading}?`,
        choices: question.choices.map(order => ({
          value: order,
          text: dayText(daysWritten(example)[order], locale) ?? ORDERS[order],
          note: ORDERS[order],
        })),
      };
    case 'decimal':
      return {
        ask: `How much is “${example}” in ${question.heading}?`,
        choices: question.choices.map(mark => ({
          value: mark,
          text: readFigure(example, mark) ?? mark,
          note: `a ${mark} before the decimals`,
        })),
      };
    case 'currency': {
      const names = new Intl.DisplayNames(locale, { type: 'currency' });
      return {
        ask: question.heading
          ? `Which currency is “${example}” in ${question.heading}?`
          : 'Which currency are the amounts in? No column says it.',
        choices: question.choices.map(code => ({ value: code, text: code, note: names.of(code) ?? '' })),
      };
    }
  }
}

/** The example that the answers read in different ways; the first one where none does. */
function tellingExample(question: MappingQuestion): string {
  const differs = (text: string) => {
    if (question.about === 'days')
      return new Set(question.choices.map(order => daysWritten(text)[order])).size > 1;
    if (question.about === 'decimal')
      return new Set(question.choices.map(mark => readFigure(text, mark))).size > 1;
    return true;
  };
  return question.examples.find(differs) ?? question.examples[0] ?? '';
}

/** 2025-04-03 → 3 April 2025 */
function dayText(day: string | undefined, locale?: string): string | undefined {
  if (day === undefined) return undefined;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
