import type { InspectedTable, Inspection } from '../../../contract/mapping.ts';
import { countText } from '../../ui/number-text.ts';
import { sizeText } from '../batch-text.ts';

const DELIMITERS: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'strokes',
};

/** Formats of text, whose encoding says something. */
const WRITTEN = ['delimited text', 'JSON lines'];

/** What a file is, as small print: 46 kB, CSV in Windows-1252, separated by semicolons */
export function fileText({ bytes, format, encoding, tables }: Inspection): string {
  const delimiter = tables.length === 1 ? tables[0]?.delimiter : undefined;
  const named = delimiter === ',' || delimiter === ';' ? 'CSV' : format;
  return [
    sizeText(bytes),
    WRITTEN.includes(format) ? `${named} in ${encoding.toUpperCase().replace('WINDOWS', 'Windows')}` : named,
    delimiter && `separated by ${DELIMITERS[delimiter] ?? delimiter}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What the tables of a file are called: sheets, files of a zip, or tables where both occur. */
export function tablesText(tables: readonly InspectedTable[], count = tables.length): string {
  const sheets = tables.every(({ part }) => part?.sheet !== undefined);
  const members = tables.every(({ part }) => part?.member !== undefined && part.sheet === undefined);
  const noun = sheets ? 'sheet' : members ? 'file' : 'table';
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
