import { type FactKind, kindOfHeadings, normalHeading, ONLINE_RETAIL_FIELDS } from '@clientele/engine';

/** What a file seems to hold, from its first line. */
export interface Guess {
  /** Null where no layout fits, or where the file is no text. */
  readonly readAs: ReadAs | null;
  readonly headings: readonly string[];
}

/** A kind of fact in the generic layout, or a preset. */
export type ReadAs = { readonly kind: FactKind } | { readonly preset: 'online-retail' };

const HEAD_BYTES = 256 * 1024;

/** Reads the first line, out of gzip too, and finds the layout that its headings fit. */
export async function guessOf(file: Blob): Promise<Guess> {
  const text = await headOf(file).catch(() => '');
  const headings = headingsOf(text);
  const kind = kindOfHeadings(headings);
  if (kind) return { readAs: { kind }, headings };
  const present = headings.map(normalHeading);
  const retail = ONLINE_RETAIL_FIELDS.every(field => present.includes(field.name));
  return { readAs: retail ? { preset: 'online-retail' } : null, headings };
}

/** The headings of the first line; the delimiter is the one that it has most of. */
export function headingsOf(text: string): string[] {
  const line = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  if (line.trim() === '' || line.includes('\0')) return [];
  if (line.startsWith('{')) return keysOf(line);
  const delimiter =
    [',', '\t', ';', '|'].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  return line.split(delimiter).map(heading => heading.trim().replace(/^"(.*)"$/, '$1'));
}

/** The keys of an object, of JSON lines. */
function keysOf(line: string): string[] {
  try {
    return Object.keys(JSON.parse(line) as object);
  } catch {
    return [];
  }
}

async function headOf(file: Blob): Promise<string> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const head = file.slice(0, HEAD_BYTES);
  if (magic[0] === 0xff && magic[1] === 0xfe)
    return new TextDecoder('utf-16le').decode(await head.arrayBuffer());
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return head.text();
  // The slice ends in the middle of the stream: the first piece that comes out is enough.
  const reader = head.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const { value } = await reader.read();
  reader.cancel().catch(() => undefined);
  return new TextDecoder().decode(value);
}
