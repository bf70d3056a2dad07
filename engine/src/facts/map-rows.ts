import type { RowProblem } from './judge.ts';
import { layoutOf } from './layout.ts';
import { fieldReader, type ReadCell } from './map-fields.ts';
import { type Mapping, namedHeadings } from './mapping.ts';

/** A row in the layout's order, each cell as the layout writes it; what cannot be read is empty and has a problem. */
export interface MappedRow {
  readonly cells: string[];
  readonly problems: readonly RowProblem[];
}

/** Cells of a file's row → cells in the order of the layout's fields, then those of the mapping's own fields. */
export function mappedCells(
  mapping: Mapping,
  headings: readonly string[],
): (cells: readonly string[]) => string[] {
  const mapRow = rowMapper(mapping, headings, null);
  return cells => mapRow(cells).cells;
}

/**
 * The same with what cannot be read.
 * @param currency the reporting currency, in which a row is that says no other; null where it is not known yet
 */
export function rowMapper(
  mapping: Mapping,
  headings: readonly string[],
  currency: string | null,
): (cells: readonly string[]) => MappedRow {
  const names = namedHeadings(headings);
  const { fields } = layoutOf(mapping.kind);
  const readers = fields.map(field => fieldReader(field, mapping, names));
  const custom = Object.values(mapping.custom ?? {}).map(heading => names.indexOf(heading));
  const currencyAt = fields.findIndex(({ name }) => name === 'currency');
  return cells => {
    const read = readers.map(reader => reader(cells));
    const inCurrency = read[currencyAt]?.text || mapping.currency || currency;
    const problems = read.flatMap((cell, i) => {
      const wrong = cell.wrong ?? signProblem(cell, inCurrency);
      return wrong === undefined ? [] : { field: fields[i]?.name as string, ...wrong };
    });
    const mapped = read.map(({ text, wrong }) => (wrong ? '' : text));
    for (const column of custom) mapped.push((cells[column] ?? '').trim());
    return { cells: mapped, problems };
  };
}

/** A figure with the sign of one currency in a row of another is neither. */
function signProblem(
  { currencies }: ReadCell,
  inCurrency: string | null,
): Omit<RowProblem, 'field'> | undefined {
  if (!currencies || inCurrency === null || currencies.includes(inCurrency)) return undefined;
  return {
    what: `has the sign of ${currencies[0]}, and the row is in ${inCurrency}`,
    mend: 'Map a column that holds the currency, or mend the figure.',
  };
}

type Verdict = { cells: string[] } | { problems: RowProblem[] };

/**
 * Judges a row of a file by its mapping: every cell in canonical writing, then the mapping's own fields; or all problems
 * of the row, each with the heading of its column.
 * @param judge of cells in the layout's order
 */
export function mappedJudge(
  mapping: Mapping,
  headings: readonly string[],
  { currency, judge }: { currency: string | null; judge: (cells: readonly string[]) => Verdict },
): (cells: readonly string[]) => Verdict {
  const { fields } = layoutOf(mapping.kind);
  const mapRow = rowMapper(mapping, headings, currency);
  return cells => {
    const { cells: mapped, problems } = mapRow(cells);
    const verdict = judge(mapped.slice(0, fields.length));
    if ('cells' in verdict && problems.length === 0)
      return { cells: [...verdict.cells, ...mapped.slice(fields.length)] };
    const unread = new Set(problems.map(({ field }) => field));
    const judged = 'problems' in verdict ? verdict.problems : [];
    const all = [...problems, ...judged.filter(problem => !isOfUnread(problem, unread))];
    return { problems: all.map(problem => withHeading(problem, mapping)) };
  };
}

/** What the judge says of a cell that could not be read, or of the pair that it belongs to. */
function isOfUnread({ field, what }: RowProblem, unread: ReadonlySet<string>): boolean {
  const [, other] = /^is empty, and so is (\w+)$/.exec(what) ?? [];
  return unread.has(field) || (other !== undefined && unread.has(other));
}

function withHeading(problem: RowProblem, { fields }: Mapping): RowProblem {
  const columns = fields[problem.field]?.columns ?? [];
  if (columns.length === 0 || (columns.length === 1 && columns[0] === problem.field)) return problem;
  return { ...problem, what: `${problem.what} (column ${columns.join(' + ')})` };
}
