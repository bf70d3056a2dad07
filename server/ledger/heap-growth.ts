import { setFlagsFromString } from 'node:v8';

/**
 * By how much, in percent, the heap and the columns beside it may grow over what is in use before they are searched for what is
 * not: left to itself V8 searches fifty megabytes of customers for every portfolio of theirs, which takes as long as the
 * portfolio. Zero leaves it to itself.
 */
const READING_PERCENT = 200;

/** For as long as files come in memory is short, and most of what they take is of no use soon. */
export function growHeap(by: 'reads' | 'writes'): void {
  setFlagsFromString(`--heap-growing-percent=${by === 'reads' ? READING_PERCENT : 0}`);
}
