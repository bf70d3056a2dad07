import { isCurrencyCode } from './currency-signs.ts';
import { type Field, LAYOUTS } from './layout.ts';
import { isFactor } from './map-fields.ts';
import { type FieldMapping, type Mapping, namedHeadings } from './mapping.ts';

/** What is wrong with a mapping, where, and the mend. */
export interface MappingProblem {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** All that keeps a mapping from reading a table with these headings; without headings, what is wrong with any table. */
export function checkMapping(mapping: Mapping, headings?: readonly string[]): MappingProblem[] {
  const layout = LAYOUTS.find(({ kind }) => kind === mapping.kind);
  if (!layout) {
    const kinds = LAYOUTS.map(({ kind }) => kind).join(', ');
    return [{ where: 'kind', what: `there is no kind "${mapping.kind}"`, mend: `Take one of ${kinds}.` }];
  }
  const known = new Map(layout.fields.map(field => [field.name, field]));
  const names = headings && namedHeadings(headings);
  return [
    ...currencyProblems(mapping),
    ...Object.entries(mapping.fields).flatMap(([name, from]) => {
      const field = known.get(name);
      if (field) return fieldProblems(field, from, names);
      const mend = `Take one of ${[...known.keys()].join(', ')}.`;
      return [{ where: name, what: `${mapping.kind} have no such field`, mend }];
    }),
    ...missingFields(mapping, layout.fields),
    ...customProblems(mapping, names),
  ];
}

function currencyProblems({ currency }: Mapping): MappingProblem[] {
  if (currency === undefined || isCurrencyCode(currency)) return [];
  const mend = 'Write three letters, such as EUR.';
  return [{ where: 'currency', what: `"${currency}" is no currency`, mend }];
}

function fieldProblems(
  { name: where, type }: Field,
  from: FieldMapping,
  names: readonly string[] | undefined,
): MappingProblem[] {
  const { columns = [], constant, split, factor, negate } = from;
  const problems: MappingProblem[] = absentColumns(where, columns, names);
  const add = (what: string, mend: string) => problems.push({ where, what, mend });
  if (columns.length === 0 && constant === undefined)
    add('comes from no column and has no constant', 'Name a column or a constant, or leave the field out.');
  if (split && split.by === '') add('is split by nothing', 'Say what stands between the parts.');
  if (split && (!Number.isInteger(split.take) || split.take === 0))
    add(`takes part ${split.take}`, 'Count parts from 1, or from -1 for the last.');
  const isFigure = ['money', 'quantity', 'minutes', 'rate'].includes(type);
  if ((factor !== undefined || negate) && !isFigure)
    add('is no figure and has a factor or a sign', 'Leave both out.');
  if (factor !== undefined && !isFactor(factor))
    add(`has the factor "${factor}"`, 'Write a plain decimal other than zero, such as 0.001.');
  return problems;
}

function absentColumns(
  where: string,
  columns: readonly string[],
  names: readonly string[] | undefined,
): MappingProblem[] {
  return columns
    .filter(column => names && !names.includes(column))
    .map(column => ({
      where,
      what: `the table has no column "${column}"`,
      mend: `Take one of ${names?.slice(0, 20).join(', ')}.`,
    }));
}

function missingFields({ fields, kind }: Mapping, layoutFields: readonly Field[]): MappingProblem[] {
  const missing = layoutFields
    .filter(({ name, required }) => required && fields[name] === undefined)
    .map(({ name, meaning }) => ({
      where: name,
      what: `${kind} need it`,
      mend: `Say which column holds it, or give a constant: ${meaning}.`,
    }));
  if (kind !== 'order-lines' || fields.amount || fields.unit_price) return missing;
  const mend = 'Say which column holds the amount of the line or the price of one unit.';
  return [...missing, { where: 'amount', what: 'order-lines need it, or unit_price', mend }];
}

function customProblems({ kind, custom }: Mapping, names: readonly string[] | undefined): MappingProblem[] {
  const own = Object.entries(custom ?? {});
  if (own.length > 0 && kind !== 'customers')
    return [{ where: 'custom', what: `${kind} have no fields of their own`, mend: 'Leave them out.' }];
  return own.flatMap(([name, heading]) => absentColumns(name, [heading], names));
}
