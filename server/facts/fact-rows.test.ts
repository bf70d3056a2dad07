import { type FactKind, judgeRow, LAYOUTS, layoutOf, ratesByDay } from '@clientele/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cells } from './cells.ts';
import type { KnownRate } from './conversions.ts';
import { factSource } from './fact-source.ts';

const RATES: readonly KnownRate[] = [
  { currency: 'USD', day: 20_178, rate: 9_231_000_000, batch: 7, row: 2 },
  { currency: 'JPY', day: 20_170, rate: 61_000_000, batch: 7, row: 3 },
];

/** Cells as files have them, good and bad; the day of the first rate is 2025-03-31. */
const WRITTEN = {
  key: fc.constantFrom('A1', ' B2 ', '', 'ключ'),
  text: fc.constantFrom('', 'Broken mould', ' x '),
  day: fc.constantFrom(
    '2025-03-31',
    '2025-04-30',
    '2025-05-31',
    '2025-02-30',
    '31.03.2025',
    '9999-12-31',
    '',
  ),
  month: fc.constantFrom('2025-03', '2025-04', '2025-06', '2025-13', ''),
  money: fc.constantFrom('10', '-2.5', '+3', '0', '9000000000', '1,5', ''),
  currency: fc.constantFrom('', 'EUR', 'eur', 'USD', 'usd', 'JPY', 'CHF', '€', ' USD '),
  rate: fc.constantFrom('0.9231', '.5', '0', '-1', '0.00000000001', '1000000', ''),
  quantity: fc.constantFrom('1', '2.5', '-1', '+4', '0.0001', ''),
  minutes: fc.constantFrom('30', '1.25', 'x', ''),
  choice: fc.constantFrom('own', 'CUSTOMER', 'carrier', 'manual', 'fax', 'goods', 'raw', ''),
} as const;

test.each(LAYOUTS.map(({ kind }) => kind))(
  'what the reader of %s takes the judge finds right, and what the judge finds right the reader takes',
  kind => {
    fc.assert(
      fc.property(fc.tuple(...layoutOf(kind).fields.map(({ type }) => WRITTEN[type])), row =>
        agree(kind, row),
      ),
      { numRuns: 2000 },
    );
  },
);

function agree(kind: FactKind, row: readonly string[]): void {
  const { fields } = layoutOf(kind);
  const columns = fields.map((_, column) => column);
  const layout = { source: kind, kind, fields, columns, ignored: [], custom: [], isRearranged: false };
  const { rows } = factSource(layout, { currency: 'EUR', rates: RATES });
  const taken = (cells: readonly string[]) => {
    const record = new Cells(cells.length);
    record.setTexts(2, cells);
    return rows.take(record);
  };
  const first = taken(row);
  const verdict = judgeRow(fields, row, 'EUR', ratesByDay(RATES));
  if (first !== 'judge') expect(verdict).toHaveProperty('cells');
  if ('cells' in verdict) expect(taken(verdict.cells)).not.toBe('judge');
}
