import {
  BIGINT,
  BOOLEAN,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { Parameters } from './ledger.ts';

/** A statement as DuckDB takes it. */
export interface DuckDbStatement {
  readonly text: string;
  /** Undefined where the statement has no parameters. */
  readonly given:
    | { readonly values: Record<string, DuckDBValue>; readonly types: Record<string, DuckDBType> }
    | undefined;
}

type Given = Exclude<Parameters[string], undefined>;

/** `:name` becomes DuckDB's `$name`, for the parameters that the text uses; `unnest(:name)` the numbers of a list. */
export function statementOf(sql: string, parameters: Parameters): DuckDbStatement {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  const placed = sql.replace(AMONG_VISIBLE, (whole, column: string) => {
    const { visible } = parameters;
    const places = isNumbers(visible) ? placesOf(visible) : undefined;
    if (places === undefined) return whole;
    [values.visible, types.visible] = [places, VARCHAR];
    return `get_bit(CAST($visible AS BIT), CAST(least(${column}, ${places.length - 1}) AS INTEGER)) = 1`;
  });
  const numbers = placed.replace(/\bunnest\(:(\w+)\)/gi, (whole, name: string) => {
    const value = parameters[name];
    if (!isNumbers(value)) return whole;
    const { text, type } = numbersAsText(value);
    [values[name], types[name]] = [text, VARCHAR];
    return `CAST(unnest(string_split($${name}, ',')) AS ${type})`;
  });
  const text = numbers.replace(/(?<!:):([a-z_]\w*)/gi, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    [values[name], types[name]] = bind(value);
    return `$${name}`;
  });
  return { text, given: Object.keys(values).length === 0 ? undefined : { values, types } };
}

function isNumbers(value: Parameters[string] | undefined): value is readonly number[] {
  return Array.isArray(value) && typeof value[0] !== 'string';
}

interface NumbersAsText {
  /** NULL for none: nothing would be a number too many. */
  readonly text: string | null;
  readonly type: 'INTEGER' | 'BIGINT';
}

/** Scopes are asked with again and again. */
const TEXTS = new WeakMap<readonly number[], NumbersAsText>();
const INTEGER_MAX = 2 ** 31 - 1;
const ONE = '1'.charCodeAt(0);

/** One text, cut and read by DuckDB: handing over each number takes ten times as long. */
function numbersAsText(numbers: readonly number[]): NumbersAsText {
  const known = TEXTS.get(numbers);
  if (known) return known;
  const fits = numbers.every(number => Math.abs(number) <= INTEGER_MAX);
  const made: NumbersAsText = {
    text: numbers.length === 0 ? null : numbers.join(),
    type: fits ? 'INTEGER' : 'BIGINT',
  };
  TEXTS.set(numbers, made);
  return made;
}

const AMONG_VISIBLE = /((?:\w+\.)?customer_id) IN \(SELECT unnest\(:visible\)\)/g;
const PLACES = new WeakMap<readonly number[], string>();
/** Numbers beyond are handed over as they are: a place each would be megabytes. */
const PLACES_MOST = 8_000_000;

/**
 * A 1 at the place of each number, and a 0 at the end for all beyond. Asked so, DuckDB judges a column while it reads it, and of
 * the others reads what passes; it does not with a list or a query, which takes it three times as long. Undefined where a number
 * has no place.
 */
function placesOf(numbers: readonly number[]): string | undefined {
  const known = PLACES.get(numbers);
  if (known !== undefined) return known;
  let [first, last] = [0, -1];
  for (const number of numbers) {
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  if (first < 0 || last >= PLACES_MOST) return undefined;
  const places = Buffer.alloc(last + 2, '0');
  for (const number of numbers) places[number] = ONE;
  const text = places.toString('latin1');
  PLACES.set(numbers, text);
  return text;
}

function bind(value: Given): [DuckDBValue, DuckDBType] {
  if (typeof value === 'number') return [BigInt(value), BIGINT];
  if (typeof value === 'boolean') return [value, BOOLEAN];
  if (value === null || typeof value === 'string') return [value, VARCHAR];
  const items = value.map((item): DuckDBValue => (typeof item === 'number' ? BigInt(item) : item));
  return [listValue(items), LIST(typeof value[0] === 'string' ? VARCHAR : BIGINT)];
}
