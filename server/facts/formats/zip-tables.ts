import { Refusal } from '../../errors.ts';
import { FORMAT_NAMES, formatOfHead } from '../file-bytes.ts';
import type { FileSink, OpenedFile, TableSource, TableTold } from '../file-reader.ts';
import { TextAsUtf8 } from '../text-encoding.ts';
import { readText } from './text-table.ts';
import { UBL_KINDS, type UblKind } from './ubl-document.ts';
import { isUblKind, isXml, ublKindOf, ublTable } from './ubl-tables.ts';
import { workbookParts } from './workbook-parts.ts';
import { workbookTables } from './workbook-tables.ts';
import { type OpenZip, openZip, type ZipMember } from './zip.ts';

/** Enough for the first tag of a document with all its namespaces. */
const HEAD_BYTES = 1 << 14;

/** A zip or a workbook, which is one inside, with the tables that may be in it. */
export async function openZipTables(path: string): Promise<OpenedFile> {
  const zip = await openZip(path);
  try {
    const parts = await workbookParts(zip);
    const format = parts ? 'workbook' : 'zip';
    const found = parts ? { sources: workbookTables(zip, parts), left: [] } : await membersOf(zip);
    return { format, ...(await tablesAmong(found, format)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

type Found = Pick<OpenedFile, 'sources' | 'left'>;

/** Those that have rows; and of these, where any has several columns, only such: notes lie beside tables. */
async function tablesAmong({ sources, left }: Found, format: 'zip' | 'workbook'): Promise<Found> {
  const counted: { source: TableSource; columns: number }[] = [];
  const others = [...left];
  for (const source of sources) {
    const columns = await columnsOf(source);
    if (typeof columns === 'number') counted.push({ source, columns });
    else others.push(`${source.name}: ${columns.message}`);
  }
  const isTable = ({ columns }: { columns: number }) => columns > 1;
  const tables = counted.some(isTable) ? counted.filter(isTable) : counted;
  for (const each of counted) if (!tables.includes(each)) others.push(`${each.source.name} is no table.`);
  if (tables.length === 0)
    throw new Refusal('no-table', [`There is no table in the ${format}.`, ...others.slice(0, 5)].join(' '));
  return { sources: tables.map(({ source }) => source), left: others };
}

class Enough extends Error {}

/** How many columns a table names; or why it is none. */
async function columnsOf(source: TableSource): Promise<number | Refusal> {
  let columns = 0;
  const nothing = () => undefined;
  const sink: FileSink = {
    heading: ({ headings }) => {
      columns = headings.filter(heading => heading.trim() !== '').length;
      throw new Enough();
    },
    record: nothing,
    loose: nothing,
    texts: nothing,
    broken: nothing,
    block: () => Promise.resolve(),
  };
  try {
    await source.read(nothing, sink);
  } catch (error) {
    if (error instanceof Refusal && NO_TABLE.includes(error.code)) return error;
    if (!(error instanceof Enough)) throw error;
  }
  return columns;
}

/** What a file is refused for that is whole and good for something else. */
const NO_TABLE = ['no-heading', 'not-text', 'not-lines', 'no-lines', 'wrapped'];

async function membersOf(zip: OpenZip): Promise<Found> {
  if (zip.members[0]?.name === 'mimetype')
    throw new Refusal('not-text', 'The file is an OpenDocument: save it as .xlsx or as CSV.');
  const sources: TableSource[] = [];
  const left: string[] = [];
  const documents: Record<UblKind, ZipMember[]> = { Invoice: [], Order: [], CreditNote: [] };
  for (const member of zip.members.filter(({ name }) => !isOfTheSystem(name))) {
    const head = await headOf(zip, member);
    const format = formatOfHead(head);
    if (format !== 'text') left.push(wrappedIn(member.name, format));
    else {
      const begin = new TextAsUtf8().take(head, false).toString();
      if (!isXml(begin)) sources.push(memberTable(zip, member));
      else {
        const kind = ublKindOf(begin);
        if (isUblKind(kind)) documents[kind].push(member);
        else left.push(`${member.name} ${kind}.`);
      }
    }
  }
  for (const kind of UBL_KINDS)
    if (documents[kind].length > 0) sources.push(ublTable(zip, kind, documents[kind]));
  return { sources, left };
}

function wrappedIn(name: string, format: keyof typeof FORMAT_NAMES): string {
  return `${name} is a ${FORMAT_NAMES[format]} inside the zip: unpack it and send it as it is.`;
}

/** Folders, and what systems put beside the files of their users. */
function isOfTheSystem(name: string): boolean {
  return (
    name.endsWith('/') ||
    name.startsWith('__MACOSX/') ||
    /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/i.test(name)
  );
}

async function headOf(zip: OpenZip, member: ZipMember): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of zip.bytesOf(member)) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts);
}

function memberTable(zip: OpenZip, member: ZipMember): TableSource {
  const told: TableTold = { format: 'delimited text', encoding: 'UTF-8', sentences: [] };
  return {
    part: { member: member.name },
    name: member.name,
    told,
    read: (onBytes, sink) => {
      told.sentences = [];
      return readText(zip.bytesOf(member, onBytes), sink, told);
    },
  };
}
