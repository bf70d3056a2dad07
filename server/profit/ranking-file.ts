import type { Scope } from '@clientele/engine';
import type { Row } from 'write-excel-file/node';
import { quotedCell } from '../facts/guarded-text.ts';
import { costLinesOf } from './portfolio.ts';
import { type RankingQuery, rankingAnswer } from './portfolio-answers.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';

type Ranked = Awaited<ReturnType<typeof rankingAnswer>>['customers'][number];

/** A column of the file: texts, whole numbers, or amounts with every digit. */
interface FileColumn {
  readonly title: string;
  readonly kind: 'text' | 'count' | 'amount';
  readonly of: (customer: Ranked) => string | number | null;
}

/** A spreadsheet holds no more rows; one of them is the heading. */
const ROWS_MOST = 1_048_575;
const PAGE = 2000;

/** The ranked customers that pass the filters, in the order asked for, all columns of theirs, as a file. */
export async function rankingFile(
  stores: ProfitStores,
  scope: Scope,
  query: Omit<RankingQuery, 'offset' | 'limit'> & { readonly format: 'csv' | 'xlsx' },
): Promise<Response> {
  const { portfolio, settings } = await rankedPortfolio(stores, scope, query.period);
  const columns = columnsOf(settings.currency, costLinesOf(portfolio.model));
  const pages = pagesOf(stores, scope, query);
  const name = `Customers ${query.period.replaceAll(/[^\w-]+/g, ' ')}`;
  if (query.format === 'csv')
    return fileOf(csvStream(columns, pages), 'text/csv; charset=utf-8', `${name}.csv`);
  return fileOf(await workbookOf(columns, pages), WORKBOOK, `${name}.xlsx`);
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function fileOf(body: ReadableStream | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

function columnsOf(currency: string, lines: ReturnType<typeof costLinesOf>): FileColumn[] {
  const text = (title: string, of: FileColumn['of']): FileColumn => ({ title, kind: 'text', of });
  const count = (title: string, of: FileColumn['of']): FileColumn => ({ title, kind: 'count', of });
  const amount = (title: string, of: (customer: Ranked) => string): FileColumn => ({
    title: `${title}, ${currency}`,
    kind: 'amount',
    of,
  });
  return [
    count('Rank', ({ rank }) => rank),
    count('Revenue rank', ({ revenueRank }) => revenueRank),
    text('Number', ({ sourceKey }) => sourceKey),
    text('Customer', ({ name }) => name),
    text('Segment', ({ segment }) => segment),
    text('Country', ({ country }) => country),
    amount('Net revenue', ({ revenue }) => revenue),
    amount('Product cost', ({ productCost }) => productCost),
    amount('Contribution', ({ contribution }) => contribution),
    ...lines.map(({ key, name }) => amount(name, ({ costLines }) => costLines[key] ?? '0')),
    amount('Cost to serve', ({ costToServe }) => costToServe),
    amount('Profit', ({ profit }) => profit),
    amount('Our own mistakes, not in the profit', ({ ownMistakes }) => ownMistakes),
  ];
}

async function* pagesOf(
  stores: ProfitStores,
  scope: Scope,
  query: Omit<RankingQuery, 'offset' | 'limit'>,
): AsyncGenerator<readonly Ranked[]> {
  for (let offset = 0; offset < ROWS_MOST; offset += PAGE) {
    const limit = Math.min(PAGE, ROWS_MOST - offset);
    const { customers, total } = await rankingAnswer(stores, scope, { ...query, offset, limit });
    yield customers;
    if (offset + customers.length >= total || customers.length === 0) return;
  }
}

/** With a byte-order mark: without it spreadsheets read UTF-8 as something else. */
function csvStream(columns: readonly FileColumn[], pages: AsyncGenerator<readonly Ranked[]>): ReadableStream {
  const encoder = new TextEncoder();
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\ufeff${line(columns.map(({ title }) => quotedCell(title)))}`));
    },
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) return controller.close();
      const rows = value.map(customer =>
        line(
          columns.map(({ kind, of }) => {
            const cell = of(customer);
            if (cell === null) return '';
            return kind === 'text' ? quotedCell(String(cell)) : String(cell);
          }),
        ),
      );
      controller.enqueue(encoder.encode(rows.join('')));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

/** Numbers as numbers: a spreadsheet's are doubles, right to fifteen digits. Texts are texts there, never formulas. */
async function workbookOf(
  columns: readonly FileColumn[],
  pages: AsyncGenerator<readonly Ranked[]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const rows: Row[] = [
    columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const, wrap: true })),
  ];
  for await (const page of pages)
    for (const customer of page)
      rows.push(
        columns.map(({ kind, of }) => {
          const value = of(customer);
          if (value === null) return null;
          if (kind === 'text') return { value: String(value), type: String };
          return { value: Number(value), type: Number, format: kind === 'count' ? '0' : '#,##0.00' };
        }),
      );
  const widths = columns.map(({ kind, title }) => ({
    width: title === 'Customer' ? 36 : kind === 'amount' ? 16 : 12,
  }));
  const buffer = await writeExcelFile(rows, {
    sheet: 'Customers',
    columns: widths,
    stickyRowsCount: 1,
  }).toBuffer();
  return new Uint8Array(buffer);
}
