import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { benchHouse } from './house.ts';
import { medianOf, printTable, runProcess, timed } from './measure.ts';

const SHARED = new URL('../../shared/', import.meta.url);
export const FILE = fileURLToPath(new URL('data/online-retail.csv.gz', SHARED));
export const PEER = fileURLToPath(new URL('peers/pandas_profit.py', SHARED));
export const MODEL = new URL('../examples/online-retail/cost-model.json', import.meta.url);
const RUNS = 5;

/** From file to ranked portfolio, beside what only reads and computes, and beside what only reads. */
export async function benchOnlineRetail(): Promise<void> {
  console.log('Online Retail: 541,909 lines, gzip, from file to ranked portfolio');
  if (!existsSync(FILE)) {
    console.log('  not measured: ../shared/data/online-retail.csv.gz is not there\n');
    return;
  }
  const python = await pythonWithPandas();
  if (!python)
    console.log('  the peer is not measured: no python3 with pandas here (Debian: python3-pandas)');
  const bench = await benchHouse();
  const ours: number[] = [];
  const pandas: number[] = [];
  const limit: number[] = [];
  const bytes = readFileSync(FILE);
  const model = readFileSync(MODEL, 'utf8');
  try {
    // Turn by turn, so that a slow moment of the machine meets all three.
    for (let run = -1; run < RUNS; run++) {
      let batch: { id: string } | undefined;
      const mine = await timed(async () => {
        batch = await bench.importFile('file=online-retail.csv.gz&preset=online-retail', bytes);
        await bench.ask('/portfolio');
        await bench.ask('/portfolio/customers?limit=200');
      });
      if (run < 0) await bench.ask('/models', { method: 'POST', body: model });
      await bench.ask(`/batches/${batch?.id}/undo`, { method: 'POST' });
      await bench.ask('/portfolio');
      const theirs = python ? (await runProcess(python, [PEER, FILE])).seconds * 1000 : 0;
      const reading = await timed(() => readTyped(bytes));
      if (run < 0) continue;
      ours.push(mine);
      pandas.push(theirs);
      limit.push(reading);
    }
  } finally {
    await bench.close();
  }
  const peer = medianOf(pandas);
  const row = (name: string, values: readonly number[]) => [
    name,
    `${(medianOf(values) / 1000).toFixed(2)} s`,
    `${(Math.min(...values) / 1000).toFixed(2)}–${(Math.max(...values) / 1000).toFixed(2)}`,
    peer > 0 ? (medianOf(values) / peer).toFixed(2) : '–',
  ];
  printTable(
    ['', 'median', 'range, s', 'of pandas'],
    [
      row('Clientele: checked, stored in both stores, undoable, costed, ranked', ours),
      ...(python ? [row('pandas: read and computed, nothing kept (whole process)', pandas)] : []),
      row('limit: DuckDB reading it into a typed table', limit),
    ],
  );
}

export async function pythonWithPandas(): Promise<string | undefined> {
  for (const candidate of ['/usr/bin/python3', 'python3']) {
    const found = await runProcess(candidate, ['-c', 'import pandas']).catch(() => undefined);
    if (found) return candidate;
  }
  return undefined;
}

/** DuckDB's own reader on the unpacked file, with the columns' types given: it checks nothing else. */
async function readTyped(bytes: Buffer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-limit-'));
  const instance = await DuckDBInstance.create(join(folder, 'limit.duckdb'));
  const connection = await instance.connect();
  try {
    writeFileSync(join(folder, 'retail.csv'), gunzipSync(bytes));
    await connection.run(
      `CREATE TABLE retail AS SELECT * FROM read_csv('${join(folder, 'retail.csv')}', header = true, columns = {
        'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'BIGINT',
        'InvoiceDate': 'TIMESTAMP', 'UnitPrice': 'DECIMAL(18, 3)', 'CustomerID': 'DOUBLE', 'Country': 'VARCHAR'})`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}
