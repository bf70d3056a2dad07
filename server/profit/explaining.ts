import { formatDecimal, type Scope } from '@clientele/engine';
import type { Explanation } from '../../contract/profit-answers.ts';
import { type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

export type Explained = Omit<Explanation, 'figure' | 'period' | 'asOf' | 'grade' | 'gradeReason'>;
export type Input = Explanation['inputs'][number];

/** What every explanation works with: the stores, the ranked portfolio of the period, and how the figure is narrowed. */
export interface Explaining {
  readonly stores: ProfitStores;
  readonly scope: Scope;
  readonly ranked: Ranked;
  /** The period as it was asked for. */
  readonly period: string;
  /** The figure's address without period and narrowing. */
  readonly figure: string;
  readonly narrowing: Narrowing;
}

/** Figures of a capability that comes after this one: it words and grades them itself, and says on what they rest. */
export type ExplainsBeyond = (
  scope: Scope,
  asked: { readonly figure: string; readonly path: readonly string[]; readonly narrowing: Narrowing },
) => Promise<Omit<Explanation, 'figure'> | undefined>;

/** No facts of its own: the figure is explained by its inputs. */
export const NO_FACTS = { factsTotal: 0, factsFrom: 0, factsValue: null, factsRest: null, facts: [] };

/** An input that neither adds nor subtracts: a factor, or something to compare with. */
export function input(
  label: string,
  value: string,
  unit: string,
  figure: string | null = null,
  note: string | null = null,
): Input {
  return { label, value, unit, figure, note, sign: null };
}

/** Inputs in one unit, whole micro-units of it: added, subtracted, or beside the sum. */
export function inputsIn(unit: string) {
  const of =
    (sign: Input['sign']) =>
    (label: string, amount: number | bigint, figure: string | null = null, note: string | null = null) => ({
      ...input(label, formatDecimal(amount), unit, figure, note),
      sign,
    });
  return { plus: of('+'), minus: of('-'), beside: of(null) };
}

/** One of many parts of a sum, such as one customer's share. */
export interface Part {
  readonly label: string;
  readonly amount: number | bigint;
  /** Made when it is shown, where to make many would take long. */
  readonly figure: string | null | (() => string);
  readonly note?: string;
}

const PARTS_MOST = 25;

interface SumOfParts {
  readonly title: string;
  readonly unit: string;
  readonly formula: string;
  /** What the parts are: customers, files. */
  readonly of: string;
  readonly parts: readonly Part[];
}

/** A sum over many: the largest parts, and the others as one that opens to the next largest, so that all add up. */
export function sumOfParts(
  asked: Pick<Explaining, 'figure' | 'narrowing'>,
  { title, unit, formula, of, parts }: SumOfParts,
): Explained {
  const { plus } = inputsIn(unit);
  const from = startOf(asked.narrowing.from);
  const ordered = parts.toSorted((a, b) => sizeOf(b.amount) - sizeOf(a.amount));
  const shown = ordered.slice(from, from + PARTS_MOST);
  const others = ordered.slice(from + PARTS_MOST);
  const next = narrowedFigure(asked.figure, { ...asked.narrowing, from: from + PARTS_MOST });
  return {
    title: from === 0 ? title : `${title}, without the ${from} largest`,
    value: formatDecimal(totalOf(ordered.slice(from))),
    unit,
    formula,
    caution: null,
    inputs: [
      ...shown.map(({ label, amount, figure, note }) =>
        plus(label, amount, typeof figure === 'function' ? figure() : figure, note),
      ),
      ...(others.length === 0 ? [] : [plus(`The other ${others.length} ${of}`, totalOf(others), next)]),
    ],
    ...NO_FACTS,
  };
}

/** Where a piece of a long list begins, as the address says it; at its head unless it says a count. */
export function startOf(narrowed: Narrowing[string]): number {
  const start = Number(narrowed ?? 0);
  return Number.isSafeInteger(start) && start > 0 ? start : 0;
}

export function totalOf(parts: readonly { readonly amount: number | bigint }[]): bigint {
  return parts.reduce((total, { amount }) => total + BigInt(amount), 0n);
}

function sizeOf(amount: number | bigint): number {
  return Math.abs(Number(amount));
}
