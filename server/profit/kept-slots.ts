import { totalmem } from 'node:os';

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

/** Ids of customers, which sums of one month mostly share. */
interface SharedIds {
  readonly customers: Int32Array;
  slots: number;
}

/** Slots of one ledger, kept until something is written to it; those that were asked for the longest ago make room for others. */
export class KeptSlots {
  readonly #bytesMost: number;
  readonly #slots = new Map<string, Slot>();
  /** By how many there are and the largest. */
  readonly #ids = new Map<string, SharedIds[]>();
  #bytes = 0;
  #writes = -1;

  constructor(bytesMost = BYTES_MOST) {
    this.#bytesMost = bytesMost;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Forgets all that was read before the last of so many writes. */
  asOf(writes: number): this {
    if (writes === this.#writes) return this;
    this.#slots.clear();
    this.#ids.clear();
    this.#bytes = 0;
    this.#writes = writes;
    return this;
  }

  get(key: string): Slot | undefined {
    const slot = this.#slots.get(key);
    if (!slot) return undefined;
    this.#slots.delete(key);
    this.#slots.set(key, slot);
    return slot;
  }

  /** The same, without having asked for it. */
  has(key: string): boolean {
    return this.#slots.has(key);
  }

  /** Whether to keep one more may cost one that was asked for. */
  isFull(): boolean {
    return this.#bytes > this.#bytesMost * 0.9;
  }

  keep(key: string, { customers, ...slot }: Slot): void {
    this.#forget(key);
    const kept = { ...slot, customers: this.#shared(customers, slot.last) };
    this.#slots.set(key, kept);
    this.#bytes += bytesOf(kept);
    for (const oldest of this.#slots.keys()) {
      if (this.#bytes <= this.#bytesMost) return;
      this.#forget(oldest);
    }
  }

  #shared(customers: Int32Array, last: number): Int32Array {
    const key = idsKey(customers, last);
    const alike = this.#ids.get(key) ?? [];
    this.#ids.set(key, alike);
    const known = alike.find(one => same(one.customers, customers));
    if (known) known.slots += 1;
    else {
      alike.push({ customers, slots: 1 });
      this.#bytes += customers.byteLength;
    }
    return known?.customers ?? customers;
  }

  #forget(key: string): void {
    const slot = this.#slots.get(key);
    if (!slot) return;
    this.#slots.delete(key);
    this.#bytes -= bytesOf(slot);
    const alike = this.#ids.get(idsKey(slot.customers, slot.last)) ?? [];
    const at = alike.findIndex(({ customers }) => customers === slot.customers);
    const ids = alike[at];
    if (!ids) return;
    ids.slots -= 1;
    if (ids.slots > 0) return;
    alike.splice(at, 1);
    this.#bytes -= ids.customers.byteLength;
  }
}

function bytesOf({ columns }: Slot): number {
  return columns.reduce((bytes, column) => bytes + (column?.byteLength ?? 0), 0);
}

function idsKey(customers: Int32Array, last: number): string {
  return `${customers.length} ${last}`;
}

function same(a: Int32Array, b: Int32Array): boolean {
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}
