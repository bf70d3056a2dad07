import { columnOf } from './cell-texts.ts';
import type { Merge } from './sheet-heading.ts';

const TAIL_MOST = 1 << 22;
const END_OF_ROWS = /<(?:[\w.-]+:)?sheetData\s*\/>|<\/(?:[\w.-]+:)?sheetData\s*>/;
const MARK_LENGTH = 64;
const MERGE = /<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)["']/g;

/** The merged cells of a sheet, which stand behind all of its rows: these are passed over without being taken apart. */
export async function sheetMerges(parts: AsyncIterable<Buffer>): Promise<Merge[]> {
  let tail: string | undefined;
  let before = '';
  for await (const part of parts) {
    const text = part.toString('latin1');
    if (tail === undefined) {
      const both = before + text;
      const end = END_OF_ROWS.exec(both);
      if (end) tail = both.slice(end.index);
      else before = text.slice(-MARK_LENGTH);
    } else tail += text;
    if (tail !== undefined && tail.length > TAIL_MOST) break;
  }
  return [...(tail ?? '').matchAll(MERGE)].map(([, left = '', top, right = '', bottom]) => ({
    left: columnOf(`${left}1`),
    top: Number(top),
    right: columnOf(`${right}1`),
    bottom: Number(bottom),
  }));
}
