import type { DayOrder, DecimalMark, FieldMapping, Mapping } from '@clientele/engine';
import type { Corrections } from '../../intake-search.ts';

/** What is read from the columns as the address says it: the guess or a preset, and what somebody changed over it. */
export function corrected(base: Mapping, corrections: Corrections): Mapping {
  const { days, decimal, currency, set = [], own = [] } = corrections;
  const fields = { ...base.fields };
  for (const change of set) {
    const [name, from] = halves(change);
    const field = fieldFrom(from);
    if (field) fields[name] = field;
    else delete fields[name];
  }
  const custom = customOf(base, own);
  return {
    ...base,
    ...(days && { days: days as DayOrder }),
    ...(decimal && { decimal: decimal as DecimalMark }),
    ...(currency && { currency }),
    fields,
    ...(custom && { custom }),
  };
}

/** The least that has to stand in the address so that `corrected` gives what is wanted. */
export function correctionsFor(base: Mapping, wanted: Mapping): Omit<Corrections, 'holds' | 'preset'> {
  const names = [...new Set([...Object.keys(base.fields), ...Object.keys(wanted.fields)])];
  const set = names
    .filter(name => !sameField(base.fields[name], wanted.fields[name]))
    .map(name => `${name}:${textOfField(wanted.fields[name])}`);
  const before = base.custom ?? {};
  const after = wanted.custom ?? {};
  const own = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => before[name] !== after[name])
    .map(name => `${name}:${after[name] ?? ''}`);
  return {
    days: wanted.days === base.days ? undefined : wanted.days,
    decimal: wanted.decimal === base.decimal ? undefined : wanted.decimal,
    currency: wanted.currency === base.currency ? undefined : wanted.currency,
    set: set.length > 0 ? set : undefined,
    own: own.length > 0 ? own : undefined,
  };
}

/** A field without what says nothing, so that two that mean the same are written the same. */
export function tidyField(field: FieldMapping): FieldMapping {
  const { columns = [], joinWith, split, values = {}, constant, negate, factor } = field;
  return {
    ...(columns.length > 0 && { columns }),
    ...(columns.length > 1 && joinWith !== undefined && joinWith !== ' ' && { joinWith }),
    ...(columns.length > 0 && split && { split }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(constant !== undefined && constant !== '' && { constant }),
    ...(negate && { negate }),
    ...(factor !== undefined && factor !== '' && { factor }),
  };
}

function customOf(base: Mapping, own: readonly string[]): Readonly<Record<string, string>> | undefined {
  const custom = { ...base.custom };
  for (const change of own) {
    const [name, heading] = halves(change);
    if (heading === '') delete custom[name];
    else custom[name] = heading;
  }
  return Object.keys(custom).length > 0 ? custom : undefined;
}

/** Names of fields have no colon; headings may. */
function halves(change: string): [string, string] {
  const colon = change.indexOf(':');
  return colon < 0 ? [change, ''] : [change.slice(0, colon), change.slice(colon + 1)];
}

function fieldFrom(text: string): FieldMapping | undefined {
  if (text === '') return undefined;
  if (!text.startsWith('{')) return { columns: [text] };
  try {
    return tidyField(JSON.parse(text) as FieldMapping);
  } catch {
    return { columns: [text] };
  }
}

function textOfField(field: FieldMapping | undefined): string {
  if (!field) return '';
  const tidy = tidyField(field);
  const only = tidy.columns?.length === 1 && Object.keys(tidy).length === 1 ? tidy.columns[0] : undefined;
  return only !== undefined && !only.startsWith('{') ? only : JSON.stringify(tidy);
}

function sameField(a: FieldMapping | undefined, b: FieldMapping | undefined): boolean {
  return textOfField(a) === textOfField(b);
}
