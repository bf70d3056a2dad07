import type { ReactNode } from 'react';
import type { AuditEntry } from '../../contract/audit.ts';
import { countText } from '../ui/number-text.ts';
import { rowsOf } from '../ui/rows.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { aboutText, instantText, KIND_TEXTS, whatText } from './log-words.ts';

interface LogTableProps {
  entries: readonly AuditEntry[];
  stale: boolean;
  open: (entry: AuditEntry) => void;
  empty: ReactNode;
}

/** A row an entry; it opens to what stood before and after. */
export function LogTable({ entries, stale, open, empty }: LogTableProps) {
  return (
    <Table
      label="Entries of the log"
      main
      columns={COLUMNS}
      rows={rowsOf(entries)}
      stale={stale}
      onOpen={open}
      empty={empty}
    />
  );
}

const COLUMNS: readonly Column<AuditEntry>[] = [
  {
    key: 'sequence',
    title: 'No.',
    align: 'end',
    width: '72px',
    cell: ({ sequence }) => countText(sequence),
  },
  { key: 'at', title: 'At', width: '144px', narrow: '136px', cell: ({ at }) => instantText(at) },
  { key: 'by', title: 'By', width: 'minmax(120px, 1fr)', narrow: 'minmax(0, 2fr)', cell: ({ by }) => by },
  { key: 'kind', title: 'Kind', width: '128px', spare: 2, cell: ({ kind }) => KIND_TEXTS[kind] },
  { key: 'what', title: 'What', width: 'minmax(160px, 2fr)', narrow: 'minmax(0, 3fr)', cell: whatText },
  {
    key: 'about',
    title: 'About',
    width: 'minmax(140px, 1fr)',
    spare: 1,
    cell: ({ customers }) => aboutText(customers),
  },
  { key: 'surface', title: 'Over', width: '104px', spare: 3, cell: ({ surface }) => surface ?? '' },
];
