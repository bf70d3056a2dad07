/**
 * Text that goes out in a file which people open in a spreadsheet. There a cell that begins with one of these is a formula,
 * which may call programs: an apostrophe in front makes it text. Plain numbers stay as they are. A file with the headings of
 * rows to mend is known by them when it comes back, and each such apostrophe is taken off again; a cell that begins with
 * apostrophes of its own before such a sign gets one more, so that every cell comes back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r\n]/;
const GUARDED = /^'+[=+\-@\t\r\n]/;
const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;

export const PROBLEM_HEADINGS = ['problem_row', 'problem_field', 'problem', 'mend'];

export function guarded(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** @param times how often it was guarded */
export function unguarded(cell: string, times: number): string {
  let text = cell;
  for (let i = 0; i < times && GUARDED.test(text); i++) text = text.slice(1);
  return text;
}

/** How often cells under these headings were guarded: once for each time that rows to mend went out. */
export function timesGuarded(headings: readonly string[]): number {
  const count = PROBLEM_HEADINGS.length;
  let times = 0;
  while (PROBLEM_HEADINGS.every((heading, i) => headings[times * count + i] === heading)) times += 1;
  return times;
}

/** A cell of ours: quoted and guarded. */
export function quotedCell(text: string): string {
  return `"${guarded(text).replaceAll('"', '""')}"`;
}

/** A record as it stands in a file, its cells guarded and all else left alone, however badly it is written. */
export function guardedRecord(text: string, delimiter: string): string {
  let record = '';
  for (let from = 0; from <= text.length; ) {
    const { until, opens, content } = cellAt(text, from, delimiter);
    const cell = text.slice(from, until);
    record += guarded(content) === content ? cell : opens ? `"'${cell.slice(1)}` : `'${cell}`;
    record += text.slice(until, until + 1);
    from = until + 1;
  }
  return record;
}

function cellAt(text: string, from: number, delimiter: string) {
  const opens = text[from] === '"';
  let closed = from;
  let content = '';
  if (opens) {
    closed = from + 1;
    while (closed < text.length && (text[closed] !== '"' || text[closed + 1] === '"'))
      closed += text[closed] === '"' ? 2 : 1;
    content = text.slice(from + 1, closed);
  }
  const found = text.indexOf(delimiter, closed);
  const until = found < 0 ? text.length : found;
  return { until, opens, content: opens ? content : text.slice(from, until) };
}
