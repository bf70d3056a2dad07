/** Takes the tags and texts of XML in their order; names come without their prefix. */
export interface XmlTaker {
  /** @param tag the whole tag, for `attributeOf` */
  open(name: string, tag: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** What is no well-formed XML, or would fill the memory. */
export class MalformedXml extends Error {}

/** A document type could define entities out of entities, or out of files: nothing of it is read. */
export class DocumentType extends MalformedXml {}

/** A tag longer than this is none that anybody writes; texts are given piece by piece. */
const PIECE_MOST = 1 << 22;
const DEPTH_MOST = 256;

/**
 * Cuts XML that machines have written into tags and texts, block by block. It is many times faster than a parser that
 * checks every character, and a sheet has millions of tags. There is no document type, and so no entity but the five and
 * numbered characters; nothing is fetched.
 */
export class XmlTags {
  readonly #taker: XmlTaker;
  readonly #open: string[] = [];
  #rest = '';
  #isBegun = false;

  constructor(taker: XmlTaker) {
    this.#taker = taker;
  }

  /** @param last the XML ends with this text */
  take(text: string, last: boolean): void {
    if (text.includes('\0')) throw new MalformedXml('a NUL');
    const xml = this.#rest + text;
    let position = 0;
    for (;;) {
      const from = xml.indexOf('<', position);
      if (from < 0) {
        position = this.#textSoFar(xml, position);
        break;
      }
      if (from > position && this.#open.length > 0) this.#taker.text(unescaped(xml.slice(position, from)));
      position = from;
      const until = this.#piece(xml, from);
      if (until < 0) break;
      position = until;
    }
    this.#rest = xml.slice(position);
    if (this.#rest.length > PIECE_MOST) throw new MalformedXml('a piece without an end');
    if (last && (this.#open.length > 0 || !this.#isBegun || this.#rest.trim() !== ''))
      throw new MalformedXml('ends in the middle');
  }

  /** @returns up to where a text was given that may go on in the next block; not into an entity that may be cut */
  #textSoFar(xml: string, from: number): number {
    const entity = xml.lastIndexOf('&');
    const until = entity >= from && xml.length - entity < ENTITY_MOST ? entity : xml.length;
    if (this.#open.length === 0 || until === from) return from;
    this.#taker.text(unescaped(xml.slice(from, until)));
    return until;
  }

  /** @returns where what begins at `from` ends; below 0 where that lies in the next block */
  #piece(xml: string, from: number): number {
    const next = xml.charCodeAt(from + 1);
    if (next === EXCLAMATION) return this.#marked(xml, from);
    if (next === QUESTION) return endOf(xml, '?>', from);
    const until = tagEnd(xml, from);
    if (until < 0) return until;
    if (next === SLASH) this.#close(localName(xml.slice(from + 2, until - 1).trimEnd()));
    else this.#tag(xml.slice(from + 1, until - 1));
    return until;
  }

  /** A comment, marked text, or what is refused. */
  #marked(xml: string, from: number): number {
    const begin = xml.slice(from, from + CDATA.length);
    if (CDATA.startsWith(begin)) {
      const until = endOf(xml, ']]>', from + CDATA.length);
      if (until >= 0 && this.#open.length > 0) this.#taker.text(xml.slice(from + CDATA.length, until - 3));
      return until;
    }
    if ('<!--'.startsWith(begin.slice(0, 4))) return endOf(xml, '-->', from + 4);
    throw new DocumentType('a document type');
  }

  #tag(tag: string): void {
    const isEmpty = tag.endsWith('/');
    const inside = isEmpty ? tag.slice(0, -1) : tag;
    let length = 0;
    while (length < inside.length && inside.charCodeAt(length) > BLANK) length += 1;
    const name = localName(inside.slice(0, length));
    if (name === '' || (this.#isBegun && this.#open.length === 0))
      throw new MalformedXml('a tag out of place');
    this.#isBegun = true;
    if (this.#open.push(name) > DEPTH_MOST) throw new MalformedXml('too deep');
    this.#taker.open(name, inside);
    if (isEmpty) this.#close(name);
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw new MalformedXml('an end without a beginning');
    this.#taker.close(name);
  }
}

/** Characters of `&#x10FFFF;` and the like. */
const ENTITY_MOST = 12;
const BLANK = 32;
const EXCLAMATION = 33;
const DOUBLE = 34;
const SINGLE = 39;
const SLASH = 47;
const GREATER = 62;
const QUESTION = 63;
const CDATA = '<![CDATA[';

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function endOf(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? at : at + mark.length;
}

/** Where a tag ends; below 0 where that lies in the next block. `>` may stand in the quotes of an attribute. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let i = from + 1; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return i + 1;
    else if (code === DOUBLE || code === SINGLE) quote = code;
  }
  return -1;
}

/** The value of a tag's attribute; of one with a prefix where `name` begins with a colon. */
export function attributeOf(tag: string, name: string): string | undefined {
  if (!tag.includes("'")) {
    const mark = ` ${name}="`;
    const from = tag.indexOf(mark);
    if (from >= 0) return unescaped(tag.slice(from + mark.length, tag.indexOf('"', from + mark.length)));
    // Nearly all tags lack it: a pattern is needed only where it may stand in another writing.
    if (!tag.includes(`${name}=`) && !BLANK_BEFORE_EQUALS.test(tag)) return undefined;
  }
  for (const [, written = '', double, single] of tag.matchAll(ATTRIBUTE))
    if (written === name || (name.startsWith(':') && written.endsWith(name)))
      return unescaped(double ?? single ?? '');
  return undefined;
}

const BLANK_BEFORE_EQUALS = /\s=/;
const ATTRIBUTE = /\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{1,8}));|&/g,
    (_all, hex, decimal, name) => {
      const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : 0;
      const sign = name ? NAMED[name] : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
      if (sign === undefined) throw new MalformedXml('an unknown entity');
      return sign;
    },
  );
}

/** Texts of XML in the encoding that it states, in pieces short enough to be taken one by one. */
export async function* xmlTexts(
  parts: AsyncIterable<Buffer>,
): AsyncGenerator<{ text: string; last: boolean }> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const part of parts) {
    decoder ??= decoderFor(part);
    const text = decoded(decoder, part);
    for (let from = 0; from < text.length; from += TEXT_LENGTH)
      yield { text: text.slice(from, from + TEXT_LENGTH), last: false };
  }
  yield { text: decoder ? decoded(decoder) : '', last: true };
}

const TEXT_LENGTH = 1 << 15;

function decoderFor(head: Buffer): InstanceType<typeof TextDecoder> {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const [, stated = 'utf-8'] =
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/.exec(head.toString('latin1', 0, 256)) ?? [];
  try {
    return new TextDecoder(stated, { fatal: true });
  } catch {
    throw new MalformedXml('an unknown encoding');
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, part?: Buffer): string {
  try {
    return part ? decoder.decode(part, { stream: true }) : decoder.decode();
  } catch {
    throw new MalformedXml('a character of another encoding');
  }
}
