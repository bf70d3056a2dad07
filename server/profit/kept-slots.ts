import { totalmem } from 'node:os';
import type { Ledger } from '../ledger/ledger.ts';

/** A part of a period, added up by customer: a month, or whole years. */
export interface Slot {
  /** Ids, in any order and as often as there are rows. */
  readonly customers: Int32Array;
  /** The largest of them; -1 where there is none. */
  readonly last: number;
  /** Each in the rows of the customers; undefined where all values are zero. */
  readonly columns: readonly (SlotColumn | undefined)[];
}

type SlotColumn = Uint8Array | Int32Array | Float64Array;

/** @param columns in the rows of the customers */
export function slotOf(customers: Float64Array, columns: readonly Float64Array[]): Slot {
  const ids = new Int32Array(customers);
  let last = -1;
  for (let row = 0, id = 0; row < ids.length; row++) {
    id = ids[row] as number;
    if (id > last) last = id;
  }
  return { customers: ids, last, columns: columns.map(narrowed) };
}

const INTEGER_MOST = 2 ** 31 - 1;

/** Most counts of a customer's month are small; many columns are nothing but zeros. */
function narrowed(values: Float64Array): SlotColumn | undefined {
  let [least, most] = [0, 0];
  for (let row = 0, value = 0; row < values.length; row++) {
    value = values[row] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least === 0 && most === 0) return undefined;
  if (least >= 0 && most <= 255) return new Uint8Array(values);
  return least >= -INTEGER_MOST && most <= INTEGER_MOST ? new Int32Array(values) : values;
}

/** The memory that slots may take together: all that is asked of five years of 100,000 customers takes two thirds of it. */
const BYTES_MOST = Math.min(384 * 2 ** 20, totalmem() / 8);

/** Slots of one ledger, kept until something is written to it. */
export class KeptSlots {
  readonly #bytesMost: number;
  readonly #slots = new Map<string, Slot>();
  /** Ids, which sums of one month mostly share, by how many there are and the largest. */
  readonly #ids = new Map<string, Int32Array[]>();
  #bytes = 0;
  #full = false;
  #writes = -1;

  constructor(bytesMost = BYTES_MOST) {
    this.#bytesMost = bytesMost;
  }

  /** Whether one found no room. What is there stays: to give way to each other, slots would be read again and again. */
  get isFull(): boolean {
    return this.#full;
  }

  /** Forgets all that was read before the last of so many writes. */
  asOf(writes: number): this {
    if (writes === this.#writes) return this;
    this.#slots.clear();
    this.#ids.clear();
    this.#bytes = 0;
    this.#full = false;
    this.#writes = writes;
    return this;
  }

  get(key: string): Slot | undefined {
    return this.#slots.get(key);
  }

  /** @returns whether there is room; where there is not, it is not kept */
  keep(key: string, slot: Slot): boolean {
    const alike = this.#idsLike(slot);
    const known = alike.find(ids => same(ids, slot.customers));
    const bytes = bytesOf(slot.columns) + (known ? 0 : slot.customers.byteLength);
    this.#full ||= this.#bytes + bytes > this.#bytesMost;
    if (this.#full) return false;
    if (!known) alike.push(slot.customers);
    this.#slots.set(key, known ? { ...slot, customers: known } : slot);
    this.#bytes += bytes;
    return true;
  }

  #idsLike({ customers, last }: Slot): Int32Array[] {
    const key = `${customers.length} ${last}`;
    const alike = this.#ids.get(key) ?? [];
    this.#ids.set(key, alike);
    return alike;
  }
}

const kept = new WeakMap<object, KeptSlots>();

/** The slots that are kept of a ledger as it is. */
export function keptSlots(ledger: Pick<Ledger, 'writes'>): KeptSlots {
  const slots = kept.get(ledger) ?? new KeptSlots();
  kept.set(ledger, slots);
  return slots.asOf(ledger.writes());
}

function bytesOf(columns: Slot['columns']): number {
  return columns.reduce((bytes, column) => bytes + (column?.byteLength ?? 0), 0);
}

function same(a: Int32Array, b: Int32Array): boolean {
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}
