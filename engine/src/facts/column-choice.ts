import { type ColumnEvidence, columnEvidence, fitOf } from './column-evidence.ts';
import { type HeadingWords, headingScore, headingWords } from './headings.ts';
import { type FactKind, type Field, layoutOf } from './layout.ts';
import { namedHeadings } from './mapping.ts';
import type { Table } from './mapping-questions.ts';

/** How surely, 0 to 1, and why in words. */
export interface Confidence {
  readonly confidence: number;
  readonly reason: string;
}

/** A column of the table, looked at once for all kinds. */
export interface Column {
  readonly name: string;
  readonly words: HeadingWords;
  readonly evidence: ColumnEvidence;
}

/** Cells that are looked at: of a table with thousands of columns its first rows have to do. */
const CELLS_MOST = 25_000;

export function columnsOf({ headings, rows }: Table): Column[] {
  const looked = rows.slice(0, Math.max(1, Math.floor(CELLS_MOST / Math.max(1, headings.length))));
  return namedHeadings(headings).map((name, i) => ({
    name,
    words: headingWords(headings[i] as string),
    evidence: columnEvidence(looked, i),
  }));
}

export interface Chosen extends Confidence {
  readonly field: Field;
  readonly column: number;
}

const CHOSEN_LEAST = 0.35;
const OWN_FIT_LEAST = 0.5;

/** Each heading goes to the field that it fits best, the surest pairs first; in the layout's order. */
export function chosenColumns(kind: FactKind, columns: readonly Column[]): Map<string, Chosen> {
  const { fields } = layoutOf(kind);
  const pairs = fields.flatMap(field =>
    columns.flatMap((tableColumn, column) => {
      const pair = confidenceOf(kind, field, tableColumn);
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

function confidenceOf(
  kind: FactKind,
  field: Field,
  { name, words, evidence }: Column,
): Confidence | undefined {
  const score = headingScore(kind, field.name, words);
  const byContent = score > 0 ? 0 : contentScore(field, evidence);
  if (score === 0 && byContent === 0) return undefined;
  const fit = fitOf(field, evidence);
  if (score === 1) {
    const own = 'the heading is the layout’s own';
    if (fit.share >= OWN_FIT_LEAST || evidence.cells.length === 0) return { confidence: 1, reason: own };
    return {
      confidence: rounded(Math.max(fit.share, CHOSEN_LEAST)),
      reason: `${own}, but only ${fit.words}`,
    };
  }
  if (score > 0) {
    const says = score > 0.9 ? `heading "${name}" says so` : `heading "${name}" may say so`;
    return { confidence: rounded(score * fit.share), reason: `${says}, and ${fit.words}` };
  }
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

export function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
