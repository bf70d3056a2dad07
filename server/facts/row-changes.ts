/** What is to be read otherwise than it stands in the file: rows that are left out, and rows that somebody mended. */
export interface RowChanges {
  readonly leftOut?: LeftOutRows;
  /** All cells of a row by its number. */
  readonly mends?: ReadonlyMap<number, readonly string[]>;
}

/** Rows that say what another row says, in columns and in the order of the file. */
export interface LeftOutRows {
  readonly row: Float64Array;
  readonly sameRow: Float64Array;
  /** Where the same row stands: index into `files`; below 0 for this file. */
  readonly file: Int32Array;
  readonly files: readonly string[];
}

/** Says of each row of a file in turn whether it is left out, and why. */
export class LeavingOut {
  #next = 0;
  readonly #rows: LeftOutRows;

  constructor(rows: LeftOutRows) {
    this.#rows = rows;
  }

  /** @param row later than any row asked for before */
  problemOf(row: number): { what: string; mend: string } | undefined {
    const { row: rows, sameRow, file, files } = this.#rows;
    while ((rows[this.#next] ?? Number.POSITIVE_INFINITY) < row) this.#next += 1;
    if (rows[this.#next] !== row) return undefined;
    const same = sameRow[this.#next];
    const other = files[file[this.#next] as number];
    return other === undefined
      ? {
          what: `is the same as row ${same}`,
          mend: 'Nothing, if it happened once. If it happened twice, import the file with its repeated rows.',
        }
      : {
          what: `is the same as row ${same} of ${other}`,
          mend: 'Nothing, if it happened once. If it happened twice, import the file with the rows that are there already.',
        };
  }
}
