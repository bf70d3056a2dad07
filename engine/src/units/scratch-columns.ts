/** Makes a column of so many zeros. */
export type NewColumn = (length: number) => Float64Array;

export const newColumn: NewColumn = length => new Float64Array(length);

const FIRST_LENGTH = 1 << 14;

/**
 * Columns out of one buffer, to be forgotten together: one of forty places takes a fortieth of the time of an array of its
 * own, and where each month of each customer needs some dozens, that is most of what there is to do.
 */
export class ScratchColumns {
  #buffer = new Float64Array(FIRST_LENGTH);
  #used = 0;

  readonly take: NewColumn = length => {
    if (this.#used + length > this.#buffer.length) {
      // Columns that are in use keep the buffer that they are of.
      this.#buffer = new Float64Array(2 * Math.max(this.#buffer.length, length));
      this.#used = 0;
    }
    const column = this.#buffer.subarray(this.#used, this.#used + length).fill(0);
    this.#used += length;
    return column;
  };

  /** Whoever still reads a column that was taken reads what the next writes. */
  forgetAll(): void {
    this.#used = 0;
  }
}
