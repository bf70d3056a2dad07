import type * as z from 'zod/mini';
import type { CustomerLine } from '../contract/customer-line.ts';
import type { ProductMap, productCellEndpoints } from '../contract/product-cells.ts';
import type { profitEndpoints } from '../contract/profit.ts';
import type { Reconciliation, Statement } from '../contract/profit-answers.ts';
import { figureIn, figureOf, narrowedFigure } from '../contract/profit-figure.ts';
import type { TestHouse } from './house.ts';

type Portfolio = z.output<typeof profitEndpoints.portfolio.answer>;
type Ranking = z.output<typeof profitEndpoints.ranking.answer>;
type Customer = z.output<typeof profitEndpoints.customer.answer>;
type LossCells = z.output<typeof productCellEndpoints.lossCells.answer>;

/** A figure as a page or another explanation shows it. */
export interface Shown {
  readonly figure: string;
  readonly value: string | number;
  readonly from: string;
}

const FILTERS = ['', 'sign=loss', 'sign=gain', 'search=an', 'sign=loss&search=e'];

/** What the Portfolio, the pages of products and of a few customers and the Intake show, with the address that each figure opens. */
export async function shownOnPages(house: TestHouse, period: string): Promise<Shown[]> {
  const portfolio: Portfolio = await house.get(`/portfolio?period=${period}`);
  const ranking: Ranking = await house.get(`/portfolio/customers?period=${period}`);
  const books: Reconciliation = await house.get(`/reconciliation?period=${period}`);
  const shown = [...ofPortfolio(portfolio), ...ofRanking(ranking), ...ofReconciliation(books)];
  for (const filter of FILTERS) {
    const { sums, total }: Ranking = await house.get(
      `/portfolio/customers?period=${period}&limit=1&${filter}`,
    );
    const narrowing = Object.fromEntries(new URLSearchParams(filter));
    const from = `ranking with ${filter}`;
    shown.push({ figure: narrowedFigure('ranking/customers', narrowing), value: total, from });
    for (const [key, value] of Object.entries(sums))
      shown.push({ figure: narrowedFigure(`ranking/${key}`, narrowing), value, from });
  }
  const few = [ranking.customers[0], ranking.customers.at(-1), ranking.customers[20]];
  for (const customer of few.filter(one => one !== undefined))
    for (const grain of ['month', 'quarter', 'year'])
      shown.push(...ofCustomer(await house.get(`/customers/${customer.id}?period=${period}&grain=${grain}`)));
  for (const customer of few.filter(one => one !== undefined)) {
    const { lines } = await house.get(`/customers/${customer.id}/lines?period=${period}&limit=20`);
    shown.push(...lines.flatMap(ofLine));
  }
  for (const by of ['revenue', 'loss'])
    shown.push(
      ...ofProductMap(await house.get(`/products?period=${period}&by=${by}&customers=9&products=6`)),
    );
  shown.push(...ofLossCells(await house.get(`/products/losses?period=${period}&limit=20`)));
  const batches: {
    id: string;
    amount: string | null;
    rowsKept: number;
    rowsRead: number;
    rowsRefused: number;
  }[] = await house.get('/batches');
  for (const { id, amount, rowsKept, rowsRead, rowsRefused } of batches)
    for (const [key, value] of Object.entries({ amount: amount ?? '0', rowsKept, rowsRead, rowsRefused }))
      shown.push({ figure: figureIn(figureOf('batch', id, key), 'all'), value, from: 'intake' });
  return shown;
}

function ofPortfolio({ totals, whale, difference }: Portfolio): Shown[] {
  const from = 'portfolio';
  const figures: Record<string, string | number> = {
    'portfolio/customers': totals.customers,
    'portfolio/revenue': totals.revenue,
    'portfolio/contribution': totals.contribution,
    'portfolio/costToServe': totals.costToServe,
    'portfolio/profit': totals.profitCustomers,
    'portfolio/companyProfit': totals.companyProfit,
    'portfolio/peak': whale.peak,
    'ranking/revenue': totals.revenueCustomers,
    'unassigned/revenue': totals.revenueUnassigned,
    'unassigned/profit': totals.profitUnassigned,
    'ranking/profit?sign=loss': sumText([whale.end, `-${whale.peak}`]),
    'ranking/customers?sign=loss': whale.unprofitable,
    'ranking/customers?sign=gain': whale.peakCustomers,
    'reconciliation/open': difference,
  };
  const points = whale.points.slice(1).map(({ customers, cumulative }) => ({
    figure: narrowedFigure('ranking/profit', { top: customers }),
    value: cumulative,
    from,
  }));
  return [...Object.entries(figures).map(([figure, value]) => ({ figure, value, from })), ...points];
}

function ofRanking({ customers }: Ranking): Shown[] {
  return customers.flatMap(customer =>
    (
      [
        'revenue',
        'contribution',
        'costToServe',
        'profit',
        'rank',
        'revenueRank',
        'rankGap',
        'ownMistakes',
      ] as const
    ).map(key => ({ figure: `customer/${customer.id}/${key}`, value: customer[key], from: 'ranking' })),
  );
}

function ofProductMap({ products, rows, shown, all }: ProductMap): Shown[] {
  const from = 'customers × products';
  const sums = [...products, ...rows.flatMap(row => [row.others, row.whole, row.total]), all];
  return [
    ...[...sums, shown.others, shown.whole].map(({ figure, profit }) => ({ figure, value: profit, from })),
    ...rows.flatMap(({ id, cells }) =>
      cells.flatMap((cell, at) =>
        cell === null
          ? []
          : [
              { figure: cellFigure(id, products[at]?.key ?? '', 'profit'), value: cell.profit, from },
              { figure: cellFigure(id, products[at]?.key ?? '', 'revenue'), value: cell.revenue, from },
            ],
      ),
    ),
  ];
}

function ofLossCells({ figure, lost, cells }: LossCells): Shown[] {
  const from = 'cells that lose money';
  const measures = ['revenue', 'productCost', 'contribution', 'costToServe', 'profit'] as const;
  return [
    { figure, value: lost, from },
    ...cells.flatMap(cell =>
      measures.map(measure => ({
        figure: cellFigure(cell.customer.id, cell.product.key, measure),
        value: cell[measure],
        from,
      })),
    ),
  ];
}

function cellFigure(customer: string, product: string, measure: string): string {
  return figureOf('cell', customer, product, measure);
}

function ofReconciliation(books: Reconciliation): Shown[] {
  const from = 'reconciliation';
  const columns = ['customers', 'unassigned', 'ownMistakes', 'sustaining', 'unexplained'] as const;
  const pools = books.pools.flatMap(pool => [
    { figure: figureOf('pool', pool.pool), value: pool.ledger, from },
    ...(pool.kind === 'not in the model'
      ? [{ figure: figureOf('pool', pool.pool, 'notInTheModel'), value: pool.unused, from }]
      : [{ figure: figureOf('pool', pool.pool, 'unused'), value: pool.unused, from }]),
    ...columns.map(column => ({ figure: figureOf('pool', pool.pool, column), value: pool[column], from })),
    ...(pool.capacityMinutes && pool.usedMinutes !== null
      ? [
          {
            figure: figureOf('pool', pool.pool, 'used'),
            value: pool.usedMinutes / pool.capacityMinutes,
            from,
          },
        ]
      : []),
  ]);
  const figures: Record<string, string> = {
    'portfolio/profit': books.profitOfCustomers,
    'unassigned/profit': books.profitUnassigned,
    'pools/ownMistakes': books.ownMistakes,
    'pools/unused': books.unused,
    'pools/sustaining': books.sustaining,
    'pools/notInTheModel': books.notInTheModel,
    'portfolio/companyProfit': books.companyProfit,
    'reconciliation/ledgerProfit': books.ledgerProfit,
    'reconciliation/difference': books.difference,
    'reconciliation/files': books.revenue.files,
    'reconciliation/revenueDifference': books.revenue.difference,
  };
  const uncosted = books.uncosted.map(({ activity, events }) => ({
    figure: figureOf('reconciliation', 'uncosted', activity),
    value: events,
    from,
  }));
  const sums = ['ledger', 'customers', 'unassigned', 'unexplained'] as const;
  return [
    ...pools,
    ...uncosted,
    ...Object.entries(figures).map(([figure, value]) => ({ figure, value, from })),
    ...sums.map(column => ({
      figure: `pools/${column}`,
      value: sumText(books.pools.map(pool => pool[column])),
      from,
    })),
  ];
}

function ofCustomer(page: Customer): Shown[] {
  const at = `customer/${page.customer.id}`;
  const from = `page of ${page.customer.name} by ${page.grain}`;
  const whole = ofStatement(page.statement).map(([part, value]) => ({
    figure: `${at}/${part}`,
    value,
    from,
  }));
  const periods = page.periods.flatMap(({ explains, statement }) =>
    ofStatement(statement).map(([part, value]) => ({
      figure: figureIn(`${at}/${part}`, explains),
      value,
      from: `${from}, ${explains}`,
    })),
  );
  const drivers = page.drivers.flatMap(driver => {
    const parts = {
      '': driver.value,
      '/peers': driver.peerMedian,
      '/perOrder': driver.perOrder,
      '/peersPerOrder': driver.peerMedianPerOrder,
    };
    return Object.entries(parts)
      .filter(([, value]) => value !== null)
      .map(([part, value]) => ({
        figure: `${at}/driver/${figureOf(driver.key)}${part}`,
        value: value as number,
        from,
      }));
  });
  const assumed =
    page.assumedShare === null ? [] : [{ figure: `${at}/share/assumed`, value: page.assumedShare, from }];
  const { rank, revenueRank } = page;
  const losses = page.periods.filter(({ statement }) => statement.profit.startsWith('-')).length;
  const counts = [
    { figure: `${at}/peers`, value: page.peers.customers, from },
    ...(page.grain === 'month' ? [{ figure: `${at}/lossMonths`, value: losses, from }] : []),
  ];
  const ranks = Object.entries({ rank, revenueRank, rankGap: revenueRank - rank }).map(([part, value]) => ({
    figure: `${at}/${part}`,
    value,
    from,
  }));
  return [...whole, ...periods, ...drivers, ...assumed, ...counts, ...ranks];
}

function ofLine({ batch, row, quantity, amount, cost, minutes }: CustomerLine): Shown[] {
  return Object.entries({ quantity, amount, cost, minutes })
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ({
      figure: figureOf('batch', batch, 'row', row, key),
      value: value as string | number,
      from: 'lines',
    }));
}

function ofStatement(statement: Statement): [part: string, value: string][] {
  return [
    ...(['list', 'discounts', 'priceCorrections', 'rebates', 'returns', 'productCost'] as const).map(
      (key): [string, string] => [key, statement[key]],
    ),
    ['revenue', statement.netRevenue],
    ['contribution', statement.contribution],
    ['profit', statement.profit],
    ['costToServe', statement.costToServe.replace(/^-/, '')],
    ['ownMistakes', statement.ownMistakes],
    ...statement.costLines.flatMap(({ key, amount, activities }): [string, string][] => [
      [`line/${key}`, amount],
      ...activities.map((one): [string, string] => [`cost/${figureOf(one.key)}`, one.amount]),
    ]),
  ];
}

function sumText(amounts: readonly string[]): string {
  const sum = amounts.reduce((total, amount) => total + micros(amount), 0n);
  const size = String(sum < 0n ? -sum : sum).padStart(7, '0');
  return `${sum < 0n ? '-' : ''}${size.slice(0, -6)}.${size.slice(-6)}`;
}

/** An exact decimal in millionths. */
export function micros(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return decimal.startsWith('-') ? -size : size;
}
