import { isPercentDiscount } from './column-arithmetic.ts';
import { allNegative, type ColumnEvidence, choiceTable, columnEvidence, fitOf } from './column-evidence.ts';
import { headingScore, headingWords } from './headings.ts';
import { type FactKind, type Field, kindOfHeadings, LAYOUTS, layoutOf, normalHeading } from './layout.ts';
import { type FieldMapping, type Mapping, namedHeadings } from './mapping.ts';
import { answersOf, type MappingQuestion, type Table } from './mapping-questions.ts';

/** How surely, 0 to 1, and why in words. */
export interface Confidence {
  readonly confidence: number;
  readonly reason: string;
}

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
  const evidence = evidenceOf(input);
  const guesses = LAYOUTS.map(({ kind }) => {
    const guess = guessWith(kind, input, evidence);
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
  return guessWith(kind, input, evidenceOf(input));
}

function evidenceOf({ headings, rows }: Table): ColumnEvidence[] {
  return headings.map((_, column) => columnEvidence(rows, column));
}

function guessWith(kind: FactKind, input: GuessInput, evidence: readonly ColumnEvidence[]): MappingGuess {
  const layout = layoutOf(kind);
  const names = namedHeadings(input.headings);
  const chosen = chosenColumns(kind, names, evidence);
  if (isPercentDiscount(chosen, evidence)) chosen.delete('discount');
  const fields = Object.fromEntries(
    [...chosen].map(([name, { field, column }]) => [
      name,
      fieldMapping(field, names[column] as string, evidence[column] as ColumnEvidence),
    ]),
  );
  const joined = yearAndMonth(kind, names, evidence);
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
    ...wholeConfidence(layout.fields, kind, { names, confidences }),
  };
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

interface Chosen extends Confidence {
  readonly field: Field;
  readonly column: number;
}

const CHOSEN_LEAST = 0.35;
const OWN_FIT_LEAST = 0.5;

/** Each heading goes to the field that it fits best, the surest pairs first. */
function chosenColumns(kind: FactKind, names: readonly string[], evidence: readonly ColumnEvidence[]) {
  const { fields } = layoutOf(kind);
  const pairs = fields.flatMap(field =>
    names.flatMap((heading, column) => {
      const pair = confidenceOf(kind, { field, heading, evidence: evidence[column] as ColumnEvidence });
      return pair && pair.confidence >= CHOSEN_LEAST ? [{ field, column, ...pair }] : [];
    }),
  );
  pairs.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  const found = new Map<string, Chosen>();
  const taken = new Set<number>();
  for (const pair of pairs) {
    if (found.has(pair.field.name) || taken.has(pair.column)) continue;
    found.set(pair.field.name, pair);
    taken.add(pair.column);
  }
  return new Map(
    fields.flatMap(({ name }) => {
      const pair = found.get(name);
      return pair ? [[name, pair] as const] : [];
    }),
  );
}

interface Pair {
  readonly field: Field;
  readonly heading: string;
  readonly evidence: ColumnEvidence;
}

function confidenceOf(kind: FactKind, { field, heading, evidence }: Pair): Confidence | undefined {
  const score = headingScore(kind, field.name, heading);
  const fit = fitOf(field, evidence);
  if (score === 1 && normalHeading(heading) === field.name) {
    const own = 'the heading is the layout’s own';
    if (fit.share >= OWN_FIT_LEAST || evidence.cells.length === 0) return { confidence: 1, reason: own };
    return {
      confidence: rounded(Math.max(fit.share, CHOSEN_LEAST)),
      reason: `${own}, but only ${fit.words}`,
    };
  }
  if (score > 0) {
    const says = score > 0.9 ? `heading "${heading}" says so` : `heading "${heading}" may say so`;
    return { confidence: rounded(score * fit.share), reason: `${says}, and ${fit.words}` };
  }
  const byContent = contentScore(field, evidence);
  if (byContent === 0) return undefined;
  return { confidence: byContent, reason: `no heading says so, but ${fit.words}` };
}

/** What cells alone can tell: days and currencies look like nothing else. */
function contentScore(field: Field, evidence: ColumnEvidence): number {
  const total = evidence.cells.length;
  if (total === 0) return 0;
  if (field.name === 'currency' && evidence.currencies === total) return 0.7;
  const separated = evidence.cells.every(cell => /[-/.]/.test(cell));
  if (field.type === 'day' && field.required && evidence.days === total && separated) return 0.5;
  return 0;
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
  names: readonly string[],
  evidence: readonly ColumnEvidence[],
): (Confidence & { from: FieldMapping }) | undefined {
  const field = layoutOf(kind).fields.find(({ type }) => type === 'month');
  const month =
    field &&
    names.findIndex((name, i) => headingScore(kind, field.name, name) > 0.9 && areMonths(evidence[i]));
  const year = names.findIndex(
    (name, i) => YEAR_WORDS.test(headingWords(name).join(' ')) && areYears(evidence[i]),
  );
  if (month === undefined || month < 0 || year < 0) return undefined;
  const columns = [names[year] as string, names[month] as string];
  return {
    from: { columns, joinWith: '-' },
    confidence: 0.9,
    reason: `year in "${columns[0]}" and month in "${columns[1]}" are joined`,
  };
}

const YEAR_WORDS =
  /^(fiscal |business )?(year|jahr|geschaftsjahr|wirtschaftsjahr|gjahr|annee|exercice|ano|ejercicio|anno|esercizio|jaar|boekjaar|ryear)$/;

function areMonths(evidence: ColumnEvidence | undefined): boolean {
  return (
    (evidence?.cells.length ?? 0) > 0 &&
    evidence?.cells.every(cell => /^0{0,2}([1-9]|1[0-6])$/.test(cell)) === true
  );
}

function areYears(evidence: ColumnEvidence | undefined): boolean {
  return (
    (evidence?.cells.length ?? 0) > 0 && evidence?.cells.every(cell => /^(19|20|21)\d\d$/.test(cell)) === true
  );
}

function missingOf(fields: readonly Field[], kind: FactKind, { fields: mapped }: Mapping): string[] {
  const missing = fields.filter(({ name, required }) => required && !mapped[name]).map(({ name }) => name);
  if (kind === 'order-lines' && !mapped.amount && !mapped.unit_price) return [...missing, 'amount'];
  return kind === 'deliveries' && !mapped.promised && !mapped.actual ? [...missing, 'promised'] : missing;
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
  fields: readonly Field[],
  kind: FactKind,
  { names, confidences }: { names: readonly string[]; confidences: Readonly<Record<string, Confidence>> },
): Confidence {
  const of = (name: string) => confidences[name]?.confidence ?? 0;
  const needed = fields.filter(({ required }) => required).map(({ name }) => of(name));
  if (kind === 'order-lines') needed.push(Math.max(of('amount'), of('unit_price')));
  if (kind === 'deliveries') needed.push(Math.max(of('promised'), of('actual')));
  const mean = needed.reduce((total, one) => total + one, 0) / needed.length;
  const found = needed.filter(one => one > 0).length;
  const headed = Object.keys(confidences).length;
  return {
    confidence: rounded(mean),
    reason: `${found} of ${needed.length} fields that ${kind} need are found, and ${headed} of ${names.length} headings mean something in them`,
  };
}

/** Which kind explains most of the table: what it needs counts more, and what is missing counts against it. */
function likelihoodOf({ kind, fields, missing }: MappingGuess): number {
  const required = new Set(
    layoutOf(kind)
      .fields.filter(field => field.required)
      .map(({ name }) => name),
  );
  const explained = Object.entries(fields).reduce(
    (total, [name, { confidence }]) => total + confidence * (required.has(name) ? 1.5 : 1),
    0,
  );
  return explained + (USUAL[kind] ?? 0) - MISSING_COSTS * missing.length;
}
const MISSING_COSTS = 0.75;
/** A list of documents that does not say that they are credits is one of sales. */
const USUAL: Readonly<Partial<Record<FactKind, number>>> = { 'order-lines': 0.6 };

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
