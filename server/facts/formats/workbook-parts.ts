import { posix } from 'node:path';
import { Refusal } from '../../errors.ts';
import { type NumberStyle, numberStyle } from './cell-texts.ts';
import { SharedStrings } from './shared-strings.ts';
import type { CellMeanings } from './sheet-rows.ts';
import { attributeOf, MalformedXml, XmlTags, type XmlTaker, xmlTexts } from './xml-tags.ts';
import type { OpenZip, ZipMember } from './zip.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly member: ZipMember;
}

/** What a workbook says of itself before any row is read. */
export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  /** What cells refer to; read once, when first asked for. */
  meanings(): Promise<CellMeanings>;
}

interface Relation {
  readonly id: string;
  /** The last word of its type, which ordinary and strict workbooks share. */
  readonly type: string;
  readonly target: string;
}

type PartOf = (path: string) => ZipMember | undefined;

/** @returns undefined where the zip is no workbook */
export async function workbookParts(zip: OpenZip): Promise<WorkbookParts | undefined> {
  const members = new Map(zip.members.map(member => [partName(member.name), member]));
  const part: PartOf = path => members.get(partName(path));
  const root = part('_rels/.rels') && (await relationsOf(zip, part, ''));
  const path = root?.find(({ type }) => type === 'officeDocument')?.target;
  if (path === undefined) return undefined;
  const main = part(path);
  if (path.endsWith('.bin'))
    throw new Refusal('not-text', 'The file is a binary workbook (.xlsb): save it as .xlsx or as CSV.');
  if (!main) throw damagedWorkbook();
  const book = new BookXml();
  await takeXml(zip, main, book);
  if (!book.isWorkbook)
    throw new Refusal('not-text', 'The file is no workbook but a document of another program: send a table.');
  const relations = await relationsOf(zip, part, path);
  const sheets = book.sheets.flatMap(({ name, state, id }) => {
    const relation = relations.find(each => each.id === id);
    if (relation?.type !== 'worksheet') return [];
    const member = part(relation.target);
    if (!member) throw damagedWorkbook();
    return { name, isHidden: state === 'hidden' || state === 'veryHidden', member };
  });
  const of = (type: string) => part(relations.find(each => each.type === type)?.target ?? '');
  let meanings: Promise<CellMeanings> | undefined;
  return {
    sheets,
    meanings: () => {
      meanings ??= readMeanings(zip, { strings: of('sharedStrings'), styles: of('styles') }, book.is1904);
      return meanings;
    },
  };
}

/** Reads a part; what is wrong with its XML makes the workbook a damaged one. */
async function takeXml(zip: OpenZip, member: ZipMember, taker: XmlTaker): Promise<void> {
  const tags = new XmlTags(taker);
  try {
    for await (const { text, last } of xmlTexts(zip.bytesOf(member))) tags.take(text, last);
  } catch (error) {
    throw error instanceof MalformedXml ? damagedWorkbook(member.name) : error;
  }
}

export function damagedWorkbook(part?: string): Refusal {
  const where = part === undefined ? '' : ` at ${part}`;
  return new Refusal(
    'truncated',
    `The workbook is damaged${where}: open it in a spreadsheet and save it again. Nothing of it was kept.`,
  );
}

/** Names of parts are the same in upper and lower case. */
function partName(path: string): string {
  return path.replace(/^\//, '').toLowerCase();
}

async function relationsOf(zip: OpenZip, part: PartOf, path: string): Promise<Relation[]> {
  const folder = posix.dirname(`/${path}`);
  const member = part(posix.join(folder, '_rels', `${posix.basename(path)}.rels`));
  const relations: Relation[] = [];
  if (!member) return relations;
  await takeXml(zip, member, {
    open: (name, tag) => {
      if (name !== 'Relationship') return;
      const target = attributeOf(tag, 'Target') ?? '';
      relations.push({
        id: attributeOf(tag, 'Id') ?? '',
        type: (attributeOf(tag, 'Type') ?? '').split('/').at(-1) as string,
        target: posix.resolve(folder, target).slice(1),
      });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return relations;
}

class BookXml implements XmlTaker {
  isWorkbook = false;
  is1904 = false;
  readonly sheets: { name: string; state: string | undefined; id: string | undefined }[] = [];
  readonly #open: string[] = [];

  open(name: string, tag: string): void {
    const parent = this.#open.at(-1);
    this.#open.push(name);
    if (parent === undefined) this.isWorkbook = name === 'workbook';
    if (name === 'workbookPr' && parent === 'workbook')
      this.is1904 = ['1', 'true', 'on'].includes(attributeOf(tag, 'date1904') ?? '');
    if (name !== 'sheet' || parent !== 'sheets') return;
    const [sheet, state, id] = [attributeOf(tag, 'name'), attributeOf(tag, 'state'), attributeOf(tag, ':id')];
    this.sheets.push({ name: sheet ?? `Sheet ${this.sheets.length + 1}`, state, id });
  }

  text(): void {
    // A workbook part has none.
  }

  close(): void {
    this.#open.pop();
  }
}

async function readMeanings(
  zip: OpenZip,
  parts: { strings: ZipMember | undefined; styles: ZipMember | undefined },
  is1904: boolean,
): Promise<CellMeanings> {
  const strings = new SharedStrings();
  if (parts.strings) await takeXml(zip, parts.strings, strings);
  const styles = new StylesXml();
  if (parts.styles) await takeXml(zip, parts.styles, styles);
  return { strings, styles: styles.styles(), is1904 };
}

const STYLES_MOST = 1 << 17;

class StylesXml implements XmlTaker {
  readonly #codes = new Map<number, string>();
  readonly #ids: number[] = [];
  readonly #open: string[] = [];

  open(name: string, tag: string): void {
    const parent = this.#open.at(-1);
    this.#open.push(name);
    if (this.#ids.length + this.#codes.size > STYLES_MOST) throw new MalformedXml('too many styles');
    if (name === 'numFmt' && parent === 'numFmts')
      this.#codes.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
    if (name === 'xf' && parent === 'cellXfs') this.#ids.push(Number(attributeOf(tag, 'numFmtId') ?? 0));
  }

  text(): void {
    // Styles have none.
  }

  close(): void {
    this.#open.pop();
  }

  styles(): NumberStyle[] {
    return this.#ids.map(id => numberStyle(id, this.#codes.get(id)));
  }
}
