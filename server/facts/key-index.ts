/** No text stands there. */
export const EMPTY = -1;
/** The text is none that the field takes as it is. */
export const UNKNOWN = -2;

/**
 * Numbers the distinct texts of a column in the order in which they come. Cells are compared as bytes: a text becomes
 * a string once, when it is met first, which is what makes a file of a few thousand customers in a million rows fast.
 */
export class KeyIndex {
  /** The text of each number. */
  readonly texts: string[] = [];
  readonly #canonical: (text: string) => string | undefined;
  readonly #numbers = new Map<string, number>();
  /** Open addressing: entry + 1, 0 where free. */
  #slots = new Int32Array(1024);
  #entries = 0;
  #hashes = new Int32Array(512);
  #starts = new Int32Array(513);
  #entryNumbers = new Int32Array(512);
  #arena = new Uint8Array(8192);
  #last = -1;

  /** @param canonical the text to number instead, such as without blanks; '' for none, undefined for UNKNOWN */
  constructor(canonical: (text: string) => string | undefined = text => text.trim()) {
    this.#canonical = canonical;
  }

  get size(): number {
    return this.texts.length;
  }

  /** The number of a cell's text; EMPTY or UNKNOWN where it has none. */
  of(bytes: Buffer, from: number, until: number): number {
    if (from >= until) return EMPTY;
    // Lines of one order follow each other: most cells repeat the one above.
    if (this.#last >= 0 && this.#is(this.#last, bytes, from, until))
      return this.#entryNumbers[this.#last] as number;
    let hash = 0x811c9dc5;
    for (let i = from; i < until; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0) return this.#add(slot, hash, bytes.subarray(from, until));
      if (this.#hashes[entry] === hash && this.#is(entry, bytes, from, until)) {
        this.#last = entry;
        return this.#entryNumbers[entry] as number;
      }
    }
  }

  /** The number of a text, given one where it has none yet. */
  ofText(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.length;
    this.#numbers.set(text, number);
    this.texts.push(text);
    return number;
  }

  /** Forgets everything; numbers begin anew. */
  clear(): void {
    this.texts.length = 0;
    this.#numbers.clear();
    this.#slots.fill(0);
    this.#entries = 0;
    this.#last = -1;
  }

  #is(entry: number, bytes: Buffer, from: number, until: number): boolean {
    const start = this.#starts[entry] as number;
    const length = until - from;
    if ((this.#starts[entry + 1] as number) - start !== length) return false;
    const arena = this.#arena;
    for (let i = 0; i < length; i++) if (arena[start + i] !== bytes[from + i]) return false;
    return true;
  }

  #add(slot: number, hash: number, cell: Buffer): number {
    const canonical = this.#canonical(cell.toString('utf8'));
    const number = canonical === undefined ? UNKNOWN : canonical === '' ? EMPTY : this.ofText(canonical);
    const entry = this.#entries++;
    const start = entry === 0 ? 0 : (this.#starts[entry] as number);
    this.#makeRoom(start + cell.length);
    this.#slots[slot] = entry + 1;
    this.#hashes[entry] = hash;
    this.#entryNumbers[entry] = number;
    this.#starts[entry] = start;
    this.#starts[entry + 1] = start + cell.length;
    this.#arena.set(cell, start);
    this.#last = entry;
    if (this.#entries * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #makeRoom(bytes: number): void {
    if (bytes > this.#arena.length)
      this.#arena = larger(this.#arena, Math.max(bytes, this.#arena.length * 2));
    if (this.#entries + 1 < this.#hashes.length) return;
    const room = this.#hashes.length * 2;
    this.#hashes = larger(this.#hashes, room);
    this.#entryNumbers = larger(this.#entryNumbers, room);
    this.#starts = larger(this.#starts, room + 1);
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#entries; entry++) {
      let slot = (this.#hashes[entry] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

function larger<T extends Int32Array | Uint8Array>(values: T, length: number): T {
  const grown = new (values.constructor as new (length: number) => T)(length);
  grown.set(values);
  return grown;
}
