import { isPercentDiscount } from './column-arithmetic.ts';
import { type Column, type Confidence, chosenColumns, columnsOf, rounded } from './column-choice.ts';
import { allNegative, type ColumnEvidence, choiceTable } from './column-evidence.ts';
import { headingScore } from './headings.ts';
import { type FactKind, type Field, kindOfHeadings, LAYOUTS, layoutOf } from './layout.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { answersOf, type MappingQuestion, type Table } from './mapping-questions.ts';

/** How a table would be read, with the questions that somebody has to answer first. */
export interface MappingGuess extends Confidence {
  readonly kind: FactKind;
  readonly mapping: Mapping;
  readonly fields: Readonly<Record<string, Confidence>>;
  /** Headings that nothing takes. */
  readonly unused: readonly string[];
  /** Required fields without a column. */
  readonly missing: readonly string[];
  readonly questions: readonly MappingQuestion[];
}

export interface GuessInput extends Table {
  /** The book's; null before its first import. */
  readonly currency: string | null;
}

/** A kind with less than this is not proposed. */
const CONFIDENCE_LEAST = 0.3;

/** The likeliest way to read a table; undefined where no kind is likely at all. */
export function guessMapping(input: GuessInput): MappingGuess | undefined {
  const [best] = guessesByKind(input);
  return best && best.confidence >= CONFIDENCE_LEAST ? best : undefined;
}

/** A guess for every kind, the likeliest first. */
export function guessesByKind(input: GuessInput): MappingGuess[] {
  const own = kindOfHeadings(input.headings);
  const columns = columnsOf(input);
  const guesses = LAYOUTS.map(({ kind }) => {
    const guess = guessWith(kind, input, columns);
    return { guess, likelihood: likelihoodOf(guess), isOwn: kind === own };
  }).sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.likelihood - a.likelihood);
  const most = guesses[0]?.likelihood ?? 0;
  // A table with a customer in it could be one of customers; that is not likely where orders explain all of its columns.
  return guesses.map(({ guess, likelihood }, i) => {
    const share = most > 0 ? Math.min(1, Math.max(0, likelihood / most)) : 1;
    return i === 0 ? guess : { ...guess, confidence: rounded(guess.confidence * share) };
  });
}

/** The guess where the kind is known. */
export function guessAs(kind: FactKind, input: GuessInput): MappingGuess {
  return guessWith(kind, input, columnsOf(input));
}

function guessWith(kind: FactKind, input: GuessInput, columns: readonly Column[]): MappingGuess {
  const layout = layoutOf(kind);
  const chosen = chosenColumns(kind, columns);
  const evidence = columns.map(column => column.evidence);
  const names = columns.map(({ name }) => name);
  if (isPercentDiscount(chosen, evidence)) chosen.delete('discount');
  const fields = Object.fromEntries(
    [...chosen].map(([name, { field, column }]) => [
      name,
      fieldMapping(field, names[column] as string, evidence[column] as ColumnEvidence),
    ]),
  );
  const joined = yearAndMonth(kind, columns);
  const plain: Mapping = {
    kind,
    fields: joined ? { month: joined.from, ...without(fields, 'month') } : fields,
  };
  const { questions, because, ...answers } = answersOf(plain, input, input.currency);
  const mapping: Mapping = { kind, ...answers, fields: plain.fields };
  const confidences = Object.fromEntries(
    [...chosen].map(([name, { confidence, reason }]) => [
      name,
      { confidence, reason: withWhy(reason, name, { kind, because }) },
    ]),
  );
  if (joined) confidences.month = joined;
  const used = new Set(Object.values(mapping.fields).flatMap(({ columns = [] }) => columns));
  return {
    kind,
    mapping,
    fields: confidences,
    unused: names.filter(name => !used.has(name)),
    missing: missingOf(layout.fields, kind, mapping),
    questions,
    ...wholeConfidence(kind, { names, confidences }),
  };
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

function fieldMapping(field: Field, heading: string, evidence: ColumnEvidence): FieldMapping {
  const columns = [heading];
  if (field.type === 'choice') {
    const table = [...choiceTable(field, evidence.cells)].filter(
      ([written, meant]) => written.toLowerCase() !== meant,
    );
    return table.length > 0 ? { columns, values: Object.fromEntries(table) } : { columns };
  }
  if (field.positive && allNegative(evidence)) return { columns, negate: true };
  return { columns };
}

/** Year and month in two columns, as ledgers have it. */
function yearAndMonth(
  kind: FactKind,
  tableColumns: readonly Column[],
): (Confidence & { from: FieldMapping }) | undefined {
  const field = layoutOf(kind).fields.find(({ type }) => type === 'month');
  if (!field) return undefined;
  const month = tableColumns.find(
    ({ words, evidence }) => headingScore(kind, field.name, words) > 0.9 && areMonths(evidence),
  );
  const year = tableColumns.find(
    ({ words, evidence }) => YEAR_WORDS.test(words.words.join(' ')) && areYears(evidence),
  );
  if (!month || !year) return undefined;
  const columns = [year.name, month.name];
  return {
    from: { columns, joinWith: '-' },
    confidence: 0.9,
    reason: `year in "${columns[0]}" and month in "${columns[1]}" are joined`,
  };
}

const YEAR_WORDS =
  /^(fiscal |business )?(year|jahr|geschaftsjahr|wirtschaftsjahr|gjahr|annee|exercice|ano|ejercicio|anno|esercizio|jaar|boekjaar|ryear)$/;

function areMonths({ cells }: ColumnEvidence): boolean {
  return cells.length > 0 && cells.every(cell => /^0{0,2}([1-9]|1[0-6])$/.test(cell));
}

function areYears({ cells }: ColumnEvidence): boolean {
  return cells.length > 0 && cells.every(cell => /^(19|20|21)\d\d$/.test(cell));
}

function missingOf(fields: readonly Field[], kind: FactKind, { fields: mapped }: Mapping): string[] {
  const missing = fields.filter(({ name, required }) => required && !mapped[name]).map(({ name }) => name);
  const oneOf = ONE_OF[kind] ?? [];
  return oneOf.length > 0 && !oneOf.some(name => mapped[name]) ? [...missing, oneOf[0] as string] : missing;
}

/** Fields of which one has to be there. */
const ONE_OF: Readonly<Partial<Record<FactKind, readonly string[]>>> = {
  'order-lines': ['amount', 'unit_price'],
  deliveries: ['promised', 'actual'],
};

type Confidences = Readonly<Record<string, Confidence>>;

/** How sure each field is that the kind needs; of those of which one has to be there, the surest. */
function neededConfidences(kind: FactKind, confidences: Confidences): number[] {
  const of = (name: string) => confidences[name]?.confidence ?? 0;
  const needed = layoutOf(kind).fields.filter(({ required }) => required);
  const oneOf = ONE_OF[kind];
  return [...needed.map(({ name }) => of(name)), ...(oneOf ? [Math.max(...oneOf.map(of))] : [])];
}

/** A reason with what decided how the field's cells are read. */
function withWhy(
  reason: string,
  name: string,
  { kind, because }: { kind: FactKind; because: Readonly<Partial<Record<string, string>>> },
): string {
  const type = layoutOf(kind).fields.find(field => field.name === name)?.type;
  const why =
    type === 'day' || type === 'month'
      ? because.days
      : type === 'money' || type === 'quantity' || type === 'rate'
        ? because.decimal
        : undefined;
  return why === undefined ? reason : `${reason}; ${why}`;
}

/** The required fields' mean, a missing one as 0; what is not required counts where it is more than a guess. */
function wholeConfidence(
  kind: FactKind,
  { names, confidences }: { names: readonly string[]; confidences: Confidences },
): Confidence {
  const needed = neededConfidences(kind, confidences);
  const mean = needed.reduce((total, one) => total + one, 0) / needed.length;
  const found = needed.filter(one => one > 0).length;
  const headed = Object.keys(confidences).length;
  return {
    confidence: rounded(mean),
    reason: `${found} of ${needed.length} needed fields are found, and ${headed} of ${names.length} headings mean something`,
  };
}

/** Which kind explains most of the table: what it needs counts more, and what is missing counts against it. */
function likelihoodOf({ kind, fields, missing }: MappingGuess): number {
  const sum = (confidences: readonly number[]) => confidences.reduce((total, one) => total + one, 0);
  const all = sum(Object.values(fields).map(({ confidence }) => confidence));
  const explained = all + NEEDED_ADDS * sum(neededConfidences(kind, fields));
  return explained + (USUAL[kind] ?? 0) - MISSING_COSTS * missing.length;
}
const NEEDED_ADDS = 0.5;
const MISSING_COSTS = 0.75;
/**
 * A list of documents that does not say that they are credits is one of sales: more than an order's number beside a
 * document's speaks for returns, and less than what may be a reason.
 */
const USUAL: Readonly<Partial<Record<FactKind, number>>> = { 'order-lines': 0.7 };
