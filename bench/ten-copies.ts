import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { benchHouse } from './house.ts';
import { medianOf, printTable, runProcess, timed } from './measure.ts';
import { memoryText, type PeakMemory, withPeakMemory } from './memory.ts';
import { FILE, MODEL, PEER, pythonWithPandas } from './online-retail.ts';

const COPIES = 10;
const RUNS = 3;

/** Ten copies of Online Retail in one file, in the same turns as the script that only reads and computes it. */
export async function benchTenCopies(): Promise<void> {
  console.log(
    'Ten copies of Online Retail, order numbers of their own: 5,419,090 lines, gzip, to ranked portfolio',
  );
  if (!existsSync(FILE)) {
    console.log('  not measured: ../shared/data/online-retail.csv.gz is not there\n');
    return;
  }
  const python = await pythonWithPandas();
  if (!python)
    console.log('  the peer is not measured: no python3 with pandas here (Debian: python3-pandas)');
  const folder = mkdtempSync(join(tmpdir(), 'clientele-copies-'));
  const file = join(folder, 'ten-copies.csv.gz');
  await writeCopies(file);
  const bench = await benchHouse();
  const ours: number[] = [];
  const pandas: number[] = [];
  let theirMemory: number | undefined;
  let peak: PeakMemory = { ours: 0, postgres: undefined };
  try {
    await bench.ask('/models', { method: 'POST', body: readFileSync(MODEL, 'utf8') });
    for (let run = 0; run < RUNS; run++) {
      const { result, peak: mine } = await withPeakMemory(bench.folder, async () => {
        let batch: { id: string } | undefined;
        const time = await timed(async () => {
          const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
          batch = await bench.importFile('file=ten-copies.csv.gz&preset=online-retail', stream);
          await bench.ask('/portfolio');
          await bench.ask('/portfolio/customers?limit=200');
        });
        return { time, batch };
      });
      ours.push(result.time);
      if (mine.ours > peak.ours) peak = mine;
      await bench.ask(`/batches/${result.batch?.id}/undo`, { method: 'POST' });
      await bench.ask('/portfolio');
      if (!python) continue;
      const theirs = await runProcess(python, [PEER, file]);
      pandas.push(theirs.seconds * 1000);
      theirMemory = theirs.memoryMb;
    }
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const peer = medianOf(pandas);
  const row = (name: string, values: readonly number[], memory: string) => [
    name,
    `${(medianOf(values) / 1000).toFixed(1)} s`,
    `${(Math.min(...values) / 1000).toFixed(1)}–${(Math.max(...values) / 1000).toFixed(1)}`,
    peer > 0 ? (medianOf(values) / peer).toFixed(2) : '–',
    memory,
  ];
  printTable(
    ['', 'median', 'range, s', 'of pandas', 'peak memory'],
    [
      row('Clientele: checked, stored in both stores, undoable, costed, ranked', ours, memoryText(peak)),
      ...(python ? [row('pandas: read and computed, nothing kept', pandas, `${theirMemory ?? '–'} MB`)] : []),
    ],
  );
}

/** One file, each copy with its number in front of the invoice's, behind the C of a cancellation. */
async function writeCopies(path: string): Promise<void> {
  async function* copies() {
    for (let copy = 0; copy < COPIES; copy++) {
      let rest = '';
      let isHeading = true;
      for await (const part of createReadStream(FILE).pipe(createGunzip())) {
        let text = rest + (part as Buffer).toString('latin1');
        rest = text.slice(text.lastIndexOf('\n') + 1);
        text = text.slice(0, text.length - rest.length);
        const from = isHeading ? text.indexOf('\n') + 1 : 0;
        if (isHeading && copy === 0) yield Buffer.from(text.slice(0, from), 'latin1');
        isHeading = false;
        // No cell of the file holds a line feed.
        yield Buffer.from(text.slice(from).replace(/^(C?)(?=.)/gm, `$1${copy}`), 'latin1');
      }
    }
  }
  await pipeline(copies, createGzip({ level: 6 }), createWriteStream(path));
}
