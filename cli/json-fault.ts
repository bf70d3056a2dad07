/** Where a text stops being JSON, and what is wrong there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** The first place where `text` is no JSON; undefined where all of it is. JSON.parse names no place for most mistakes. */
export function jsonFault(text: string): JsonFault | undefined {
  try {
    const end = afterBlanks(text, afterValue(text, 0));
    if (end < text.length) throw new Misplaced(end, 'something stands after the end');
    return undefined;
  } catch (error) {
    if (!(error instanceof Misplaced)) throw error;
    const before = text.slice(0, error.offset).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, what: error.message };
  }
}

class Misplaced extends Error {
  readonly offset: number;

  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
  }
}

const DEPTH_MAX = 500;

function afterValue(text: string, from: number, depth = 0): number {
  const start = afterBlanks(text, from);
  if (depth > DEPTH_MAX) throw new Misplaced(start, 'it is nested too deeply');
  const first = text[start];
  if (first === '{') return afterMembers(text, start, { close: '}', depth });
  if (first === '[') return afterMembers(text, start, { close: ']', depth });
  if (first === '"') return afterString(text, start);
  const scalar = matchAt(
    text,
    start,
    /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y,
  );
  if (scalar !== undefined) return start + scalar.length;
  throw new Misplaced(
    start,
    first === undefined ? 'it ends too early' : `no value can start with ${shown(text, start)}`,
  );
}

/** An object or an array: members with commas between. */
function afterMembers(
  text: string,
  open: number,
  { close, depth }: { close: string; depth: number },
): number {
  let next = afterBlanks(text, open + 1);
  if (text[next] === close) return next + 1;
  for (;;) {
    if (close === '}') next = afterKey(text, next);
    next = afterBlanks(text, afterValue(text, next, depth + 1));
    if (text[next] === close) return next + 1;
    if (text[next] !== ',')
      throw new Misplaced(next, `a comma or "${close}" is missing before ${shown(text, next)}`);
    const comma = next;
    next = afterBlanks(text, next + 1);
    if (text[next] === close) throw new Misplaced(comma, `a comma stands before "${close}"`);
  }
}

function afterKey(text: string, start: number): number {
  if (text[start] !== '"')
    throw new Misplaced(start, `a name in quotes is missing before ${shown(text, start)}`);
  const colon = afterBlanks(text, afterString(text, start));
  if (text[colon] !== ':') throw new Misplaced(colon, `a colon is missing before ${shown(text, colon)}`);
  return colon + 1;
}

function afterString(text: string, start: number): number {
  const whole = matchAt(text, start, /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy) ?? '';
  const end = start + whole.length;
  if (text[end] === '"') return end + 1;
  if (text[end] === '\\') throw new Misplaced(end, 'a backslash stands before something that it cannot');
  throw new Misplaced(end, 'a text in quotes is not closed on its line');
}

function afterBlanks(text: string, start: number): number {
  return start + (matchAt(text, start, /[ \t\r\n]*/y)?.length ?? 0);
}

function matchAt(text: string, start: number, pattern: RegExp): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function shown(text: string, start: number): string {
  const found = text.slice(start, start + 20).split(/[\s,:\]}]/)[0] || text[start];
  if (found === undefined) return 'the end';
  return found.startsWith('"') ? found : `"${found}"`;
}
