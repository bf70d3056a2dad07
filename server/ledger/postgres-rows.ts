import type { ClientBase, types } from 'pg';
import { type Columns, outOfRange, type Row, type Value } from './ledger.ts';
import type { Statement } from './postgres-statement.ts';

const OID = {
  boolean: 16,
  bigint: 20,
  smallint: 21,
  integer: 23,
  float: 700,
  double: 701,
  numeric: 1700,
  date: 1082,
};
const NUMBERS: readonly number[] = [
  OID.bigint,
  OID.smallint,
  OID.integer,
  OID.float,
  OID.double,
  OID.numeric,
];

/** Rows of a statement: integers to safe numbers, days to text. */
export async function rowsOf(client: ClientBase, { text, values }: Statement): Promise<Row[]> {
  const { rows } = await client.query<Record<string, Value>>({
    text,
    values: [...values],
    types: { getTypeParser: (oid: number) => parsers(oid) } as typeof types,
  });
  return rows;
}

/** A result as columns: numbers as doubles (NULL is NaN), texts and days as text. Throws for an unsafe integer. */
export async function columnsOf(client: ClientBase, { text, values }: Statement): Promise<Columns> {
  const { fields, rows } = await client.query<(string | null)[]>({
    text,
    values: [...values],
    rowMode: 'array',
    types: { getTypeParser: () => (value: string) => value } as unknown as typeof types,
  });
  return Object.fromEntries(
    fields.map(({ name, dataTypeID }, index) => {
      if (dataTypeID === OID.boolean)
        return [name, Float64Array.from(rows, row => flagOf(row[index] ?? null))];
      const number = NUMBERS.includes(dataTypeID);
      return [
        name,
        number
          ? Float64Array.from(rows, row => safe(row[index] ?? null))
          : rows.map(row => row[index] ?? null),
      ];
    }),
  );
}

function parsers(oid: number): (text: string) => Value {
  if (oid === OID.boolean) return text => text === 't';
  if (oid === OID.double || oid === OID.float) return Number;
  return NUMBERS.includes(oid) ? safe : text => text;
}

function flagOf(text: string | null): number {
  if (text === null) return Number.NaN;
  return text === 't' ? 1 : 0;
}

function safe(text: string | null): number {
  if (text === null) return Number.NaN;
  const value = Number(text);
  if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) throw outOfRange();
  return value;
}
