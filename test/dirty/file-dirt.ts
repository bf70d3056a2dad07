import { GOOD, HEADINGS } from './dirt.ts';
import type { Format, Table } from './formats.ts';

/** What the product has to answer to a file as a whole. */
export interface FileDirt {
  readonly name: string;
  readonly write: (format: Format, mark: string) => Uint8Array | Promise<Uint8Array>;
  readonly answer: FileAnswer;
  /** By the name of the format, where one has its own limits. */
  readonly answers?: Readonly<Record<string, FileAnswer>>;
}

type FileAnswer =
  | { readonly state: 'refused'; readonly sentence: RegExp }
  | { readonly state: 'kept'; readonly rowsKept: number };

const ROWS = 400;

function goodTable(mark: string, rows = ROWS): Table {
  return {
    headings: [...HEADINGS, 'note'],
    rows: Array.from({ length: rows }, (_, i) => [`A${i}`, ...GOOD.slice(1), `${mark}-${i * 7919}`]),
  };
}

/** A file as a whole, each with the answer it must get in every format that can have it. */
export const FILE_DIRT: readonly FileDirt[] = [
  {
    name: 'nothing wrong',
    write: (format, mark) => format.write(goodTable(mark)),
    answer: { state: 'kept', rowsKept: ROWS },
  },
  {
    name: 'no bytes at all',
    write: () => new Uint8Array(0),
    answer: { state: 'refused', sentence: /empty/ },
  },
  {
    name: 'headings and no rows',
    write: (format, mark) => format.write(goodTable(mark, 0)),
    answer: { state: 'refused', sentence: /no rows|empty/ },
  },
  {
    name: 'headings of nothing',
    write: (format, mark) => format.write({ headings: ['a', 'b'], rows: [[mark, '2']] }),
    answer: { state: 'refused', sentence: /No layout fits|no column/ },
  },
  {
    name: 'a required column missing',
    write: (format, mark) => {
      const { headings, rows } = goodTable(mark, 3);
      const at = headings.indexOf('quantity');
      return format.write({
        headings: headings.toSpliced(at, 1),
        rows: rows.map(row => row.toSpliced(at, 1)),
      });
    },
    answer: { state: 'refused', sentence: /quantity|No layout fits/ },
  },
  {
    name: 'ten thousand columns',
    write: (format, mark) => {
      const { headings, rows } = goodTable(mark, 2);
      const more = Array.from({ length: 10_000 }, (_, i) => `further ${i}`);
      return format.write({
        headings: [...headings, ...more],
        rows: rows.map(row => [...row, ...more.map(() => '')]),
      });
    },
    answer: { state: 'kept', rowsKept: 2 },
    answers: { Parquet: { state: 'refused', sentence: /needs more memory at once/ } },
  },
];

/** Damage on the way: only where a format can tell that something is missing. */
export const DAMAGE: readonly { name: string; done: (whole: Uint8Array) => Uint8Array }[] = [
  { name: 'cut in half', done: whole => whole.subarray(0, whole.length >> 1) },
  { name: 'without its last byte', done: whole => whole.subarray(0, whole.length - 1) },
  { name: 'a part overwritten', done: whole => overwritten(whole) },
];

function overwritten(whole: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(whole);
  copy.fill(0xaa, copy.length >> 2, (copy.length >> 2) + 64);
  return copy;
}
