import type { Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';

const DICTIONARIES = ['product', 'document', 'label'] as const;
type Dictionary = (typeof DICTIONARIES)[number];

/**
 * Gives each key its id in its dictionary, old or new; the order of an answer is that of its keys, which are all
 * different. There is one writer, so the next id is the largest and one more. One query asks for all of them: while a file
 * is read, a query takes as long for one key as for ten thousand.
 */
export async function keyIds(
  _scope: Scope,
  writer: LedgerWriter,
  keys: Readonly<Record<Dictionary, readonly string[]>>,
): Promise<Record<Dictionary, Float64Array>> {
  const ids = {
    product: new Float64Array(keys.product.length),
    document: new Float64Array(keys.document.length),
    label: new Float64Array(keys.label.length),
  };
  const asked = DICTIONARIES.filter(name => keys[name].length > 0);
  if (asked.length === 0) return ids;
  const columns = [
    Int32Array.from(asked.flatMap(name => keys[name].map(() => DICTIONARIES.indexOf(name)))),
    Int32Array.from(asked.flatMap(name => [...keys[name].keys()])),
    asked.flatMap(name => keys[name]),
  ];
  // Not put into a table first: what a transaction drops stays in the memory until its end.
  const types = { dictionary: 'INTEGER', position: 'INTEGER', source_key: 'VARCHAR' } as const;
  const found = await writer.columnsAbout(
    { name: 'incoming_key', types, columns },
    asked
      .map(name => {
        const dictionary = DICTIONARIES.indexOf(name);
        const [first, last] = plainBounds(keys[name]) ?? [];
        const within = first === undefined ? '' : `AND t.source_key BETWEEN '${first}' AND '${last}'`;
        return `SELECT ${dictionary} AS dictionary, i.position, t.${name}_id AS id
          FROM incoming_key i JOIN ${name} t ON t.source_key = i.source_key WHERE i.dictionary = ${dictionary} ${within}
          UNION ALL SELECT ${dictionary}, -1, coalesce(max(${name}_id), 0) FROM ${name}`;
      })
      .join(' UNION ALL '),
  );
  const { dictionary, position, id } = found as Record<'dictionary' | 'position' | 'id', Float64Array>;
  const largest = { product: 0, document: 0, label: 0 };
  for (let i = 0; i < id.length; i++) {
    const name = DICTIONARIES[dictionary[i] as number] as Dictionary;
    const at = position[i] as number;
    if (at < 0) largest[name] = id[i] as number;
    else ids[name][at] = id[i] as number;
  }
  for (const name of asked)
    await addKeys(writer, name, { keys: keys[name], ids: ids[name], largest: largest[name] });
  return ids;
}

/** Keys that can stand in a query as they are, and whose order in JavaScript is that of their bytes. */
const PLAIN = /^[\w ./#-]*$/;

/**
 * The first and the last key. Orders mostly come in the order of their numbers: blocks of rows outside of these are not
 * read. Undefined where a key is not plain.
 */
function plainBounds(keys: readonly string[]): [first: string, last: string] | undefined {
  let [first = '', last = ''] = [keys[0], keys[0]];
  for (const key of keys) {
    if (!PLAIN.test(key)) return undefined;
    if (key < first) first = key;
    if (key > last) last = key;
  }
  return [first, last];
}

/** Numbers the keys that have no id yet and adds them to their dictionary. */
async function addKeys(
  writer: LedgerWriter,
  name: Dictionary,
  { keys, ids, largest }: { keys: readonly string[]; ids: Float64Array; largest: number },
): Promise<void> {
  const added = [...keys.keys()].filter(at => ids[at] === 0);
  for (const [i, at] of added.entries()) ids[at] = largest + 1 + i;
  await writer.append(name, [
    Float64Array.from(added, at => ids[at] as number),
    added.map(at => keys[at] as string),
  ]);
}
