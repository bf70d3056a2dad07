import { isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

const NOTHING = Buffer.alloc(0);
const RETURN = 13;
const FEED = 10;

/**
 * Text of any of the encodings that exports come in, as UTF-8 with LF at the ends of its lines. What it is in shows in its
 * first bytes (a byte order mark, or NULs in every other place), else where the first byte beyond ASCII comes: if none of
 * them there makes a character of UTF-8, the text is Windows-1252.
 */
export class TextAsUtf8 {
  /** What the bytes so far are in; UTF-8 for as long as they are ASCII. */
  encoding: Encoding = 'UTF-8';
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #isDecided = false;
  #isFirst = true;
  /** The beginning of a character that the next block ends. */
  #held: Buffer = NOTHING;
  #returnsOnly = false;

  /** @param last the text ends with these bytes */
  take(bytes: Buffer, last: boolean): Buffer {
    let text = bytes;
    if (this.#isFirst && bytes.length > 0) {
      this.#isFirst = false;
      text = this.#begin(bytes);
    }
    if (this.#held.length > 0) text = Buffer.concat([this.#held, text]);
    this.#held = NOTHING;
    if (!this.#isDecided) {
      const from = isAscii(text) ? -1 : text.findIndex(byte => byte >= 0x80);
      const found = from < 0 ? undefined : hasUtf8(text.subarray(from), last);
      if (found === 'cut') {
        this.#held = text.subarray(from);
        text = text.subarray(0, from);
      } else if (found !== undefined) this.#decide(found);
    }
    if (this.#decoder) text = Buffer.from(this.#decoder.decode(text, { stream: !last }));
    if (this.#returnsOnly) for (let i = 0; i < text.length; i++) if (text[i] === RETURN) text[i] = FEED;
    return text;
  }

  #begin(bytes: Buffer): Buffer {
    const wide = wideOrder(bytes);
    if (wide) {
      this.encoding = 'UTF-16';
      this.#isDecided = true;
      this.#decoder = new TextDecoder(wide);
      return bytes;
    }
    // A file of an old Macintosh ends its lines with CR alone.
    this.#returnsOnly = bytes.includes(RETURN) && !bytes.includes(FEED);
    if (bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) return bytes;
    this.#isDecided = true;
    return bytes.subarray(3);
  }

  #decide(isUtf8: boolean): void {
    this.#isDecided = true;
    if (isUtf8) return;
    this.encoding = 'Windows-1252';
    this.#decoder = new TextDecoder('windows-1252');
  }
}

/** Whether text is UTF-16, by its mark or by the NULs that Latin letters have beside them. */
function wideOrder(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 64);
  if (head.length < 8) return undefined;
  const nuls = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) nuls[i & 1] = (nuls[i & 1] as number) + 1;
  const most = head.length / 2;
  if (nuls[0] === 0 && (nuls[1] as number) > most * 0.4) return 'utf-16le';
  if (nuls[1] === 0 && (nuls[0] as number) > most * 0.4) return 'utf-16be';
  return undefined;
}

/**
 * Whether any character beyond ASCII is one in UTF-8: bytes of another encoding hardly ever fall like that. `cut` where the
 * only one that could be is cut off by the end of the block.
 */
function hasUtf8(bytes: Buffer, last: boolean): boolean | 'cut' {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const length = byte > 0xf4 ? 0 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length === 0) continue;
    if (i + length > bytes.length) return last ? false : 'cut';
    if (isUtf8(bytes.subarray(i, i + length))) return true;
  }
  return false;
}
