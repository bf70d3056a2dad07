import { type CostModel, formatDecimal, parseDecimal } from '@clientele/engine';
import type { ExampleFile } from './generate.ts';
import { type ReferenceCosting, type Row, referenceCosting, rowsOf } from './reference-costing.ts';

/** What has to come out: totals to the last digit in bigint, profits from the reference costing in whole euros. */
export function expectedOf(files: readonly ExampleFile[], model: CostModel) {
  return {
    rows: Object.fromEntries(files.map(file => [file.name, rowsOf(files, file.kind).length])),
    totals: totalsOf(files, model),
    drivers: driversOf(files),
    activities: countBy(rowsOf(files, 'activities'), 'activity'),
    ledger: poolTotals(files),
    story: {
      2024: storyOf(files, referenceCosting(files, model, { from: '2024-01', through: '2024-12' })),
      2025: storyOf(files, referenceCosting(files, model, { from: '2025-01', through: '2025-12' })),
      all: storyOf(files, referenceCosting(files, model, { from: '2024-01', through: '2025-12' })),
    },
  };
}

/** Net revenue, product cost and the ledger leave no rounding: cents, five decimals and cents. */
function totalsOf(files: readonly ExampleFile[], model: CostModel) {
  const lines = rowsOf(files, 'order-lines');
  const returns = rowsOf(files, 'returns');
  const products = new Map(rowsOf(files, 'products').map(row => [row.product, row]));
  const share = exact(model.productCost?.shareOfNetRevenue);
  const costOf = (row: Row): bigint => {
    if (row.cost !== '') return exact(row.cost);
    const unitCost = products.get(row.product as string)?.unit_cost;
    if (unitCost === '') return ((exact(row.amount) - exact(row.rebate)) * share) / 1_000_000n;
    return (exact(row.quantity) * exact(unitCost)) / 1_000_000n;
  };
  const net = (rows: readonly Row[]) => sum(rows, 'amount') - sum(rows, 'rebate');
  const netRevenue = net(lines) - sum(returns, 'amount');
  const productCost = lines.reduce((total, row) => total + costOf(row), 0n) - sum(returns, 'cost');
  const ledger = sum(rowsOf(files, 'ledger'), 'amount');
  const totals = {
    list: sum(lines, 'list_amount'),
    discounts: sum(lines, 'discount'),
    invoiced: sum(lines, 'amount'),
    rebates: sum(lines, 'rebate'),
    returned: sum(returns, 'amount'),
    netRevenue,
    netRevenueUnassigned: net(lines.filter(row => row.customer === '')),
    productCost,
    contribution: netRevenue - productCost,
    ledger,
    companyProfit: netRevenue - productCost - ledger,
  };
  return Object.fromEntries(Object.entries(totals).map(([key, value]) => [key, formatDecimal(value)]));
}

function driversOf(files: readonly ExampleFile[]) {
  const lines = rowsOf(files, 'order-lines');
  const returns = rowsOf(files, 'returns');
  const specials = new Set(
    rowsOf(files, 'products').flatMap(row => (row.kind === 'special' ? [row.product] : [])),
  );
  const manual = lines.filter(row => row.channel === 'manual');
  const abroad = lines.filter(row => row.country !== 'Germany');
  const distinct = (rows: readonly Row[], field: string) => new Set(rows.map(row => row[field])).size;
  return {
    orders: distinct(lines, 'order'),
    lines: lines.length,
    units: formatDecimal(sum(lines, 'quantity')),
    manualOrders: distinct(manual, 'order'),
    manualLines: manual.length,
    exportOrders: distinct(abroad, 'order'),
    specialLines: [...lines, ...returns].filter(row => specials.has(row.product)).length,
    returnOrders: distinct(returns.filter(ofCustomers), 'return'),
    returnLines: returns.filter(ofCustomers).length,
    returnOrdersOfOurs: distinct(returns.filter(ofOurs), 'return'),
    returnLinesOfOurs: returns.filter(ofOurs).length,
  };
}

function storyOf(files: readonly ExampleFile[], costing: ReferenceCosting) {
  const names = new Map(rowsOf(files, 'customers').map(row => [row.customer, row.name]));
  const customers = costing.customers.filter(one => one.customer !== '');
  const byRevenue = customers.toSorted((a, b) => b.netRevenue - a.netRevenue);
  const byProfit = customers.toSorted((a, b) => b.profit - a.profit);
  const told = (one: (typeof customers)[number] | undefined) =>
    one && {
      customer: one.customer,
      name: names.get(one.customer),
      netRevenue: Math.round(one.netRevenue),
      profit: Math.round(one.profit),
    };
  const end = customers.reduce((total, one) => total + one.profit, 0);
  const peak = customers.reduce((total, one) => total + Math.max(0, one.profit), 0);
  return {
    customers: customers.length,
    netRevenue: Math.round(costing.netRevenue),
    profitOfCustomers: Math.round(end),
    whalePeakOverEnd: Math.round((peak / end) * 1000) / 1000,
    unprofitable: customers.filter(one => one.profit < 0).length,
    ownMistakes: Math.round(costing.ownMistakes),
    unused: Math.round(costing.unused),
    sustaining: Math.round(costing.sustaining),
    notInTheModel: Math.round(costing.notInTheModel),
    companyProfit: Math.round(costing.companyProfit),
    biggest: told(byRevenue[0]),
    top: byProfit.slice(0, 5).map(told),
    bottom: byProfit.slice(-5).map(told),
  };
}

function poolTotals(files: readonly ExampleFile[]) {
  const rows = rowsOf(files, 'ledger');
  const pools = [...new Set(rows.map(row => row.pool as string))];
  return Object.fromEntries(
    pools.map(pool => [
      pool,
      formatDecimal(
        sum(
          rows.filter(row => row.pool === pool),
          'amount',
        ),
      ),
    ]),
  );
}

function countBy(rows: readonly Row[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row[field] as string] = (counts[row[field] as string] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sum(rows: readonly Row[], field: string): bigint {
  return rows.reduce((total, row) => total + exact(row[field]), 0n);
}

/** Millionths; an empty field adds nothing. */
function exact(text: string | undefined): bigint {
  return text ? BigInt(parseDecimal(text) as number) : 0n;
}

function ofOurs(row: Row): boolean {
  return row.cause === 'own';
}

function ofCustomers(row: Row): boolean {
  return row.cause !== 'own';
}
