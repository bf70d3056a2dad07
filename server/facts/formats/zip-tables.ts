import { Refusal } from '../../errors.ts';
import { FORMAT_NAMES, formatOfHead } from '../file-bytes.ts';
import type { OpenedFile, TableSource, TableTold } from '../file-reader.ts';
import { TextAsUtf8 } from '../text-encoding.ts';
import { headingOf, readText } from './text-table.ts';
import { type OpenZip, openZip, type ZipMember } from './zip.ts';

const HEAD_BYTES = 1 << 20;

/** A zip with the tables that may be in it. */
export async function openZipTables(path: string): Promise<OpenedFile> {
  const zip = await openZip(path);
  try {
    return { format: 'zip', ...(await tablesIn(zip)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function tablesIn(zip: OpenZip): Promise<Pick<OpenedFile, 'sources' | 'left'>> {
  const tables: TableSource[] = [];
  /** Texts of one column, such as notes that lie beside the tables. */
  const notes: TableSource[] = [];
  const left: string[] = [];
  for (const member of zip.members.filter(({ name }) => !isOfTheSystem(name))) {
    const head = await headOf(zip, member);
    const found = whatIsIn(head, member.name);
    if (typeof found === 'string') left.push(found);
    else (found.columns > 1 ? tables : notes).push(memberTable(zip, member));
  }
  const sources = tables.length > 0 ? tables : notes;
  if (tables.length > 0) left.push(...notes.map(({ name }) => `${name} is no table.`));
  if (sources.length === 0)
    throw new Refusal('no-table', ['There is no table in the zip.', ...left.slice(0, 5)].join(' '));
  return { sources, left };
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

/** How many columns a table begins with; or a sentence that says what is in the member instead. */
function whatIsIn(head: Buffer, name: string): { columns: number } | string {
  if (head.length === 0) return `${name} is empty.`;
  const format = formatOfHead(head);
  if (format !== 'text')
    return `${name} is a ${FORMAT_NAMES[format]} inside the zip: unpack it and send it as it is.`;
  const text = new TextAsUtf8().take(head, false);
  if (text.toString('latin1', 0, 1024).trimStart().startsWith('{')) return { columns: 2 };
  try {
    return { columns: headingOf(text, true)?.headed.headings.length ?? 1 };
  } catch {
    return `${name} is no table.`;
  }
}

function memberTable(zip: OpenZip, member: ZipMember): TableSource {
  const told: TableTold = { format: 'delimited text', encoding: 'UTF-8', sentences: [] };
  return {
    part: { member: member.name },
    name: member.name,
    told,
    read: (onBytes, sink) => readText(zip.bytesOf(member, onBytes), sink, told),
  };
}
