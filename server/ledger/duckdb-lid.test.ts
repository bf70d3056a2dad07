import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner } from '@clientele/engine';
import { afterEach, expect, test, vi } from 'vitest';
import { openDuckDb } from './duckdb.ts';
import { memoryLid } from './duckdb-lid.ts';

const LID =
  "SELECT current_setting('memory_limit') AS lid FROM (SELECT 1 AS customer_id) one WHERE {visible}";

afterEach(() => {
  vi.useRealTimers();
});

test('a write that lasts has half the memory of reads, which have all of it again a while after it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-lid-'));
  const staging = join(folder, 'staging');
  mkdirSync(staging);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ledger = await openDuckDb({ path: join(folder, 'ledger.duckdb'), staging });
  try {
    const ofReads = async () => {
      const [row] = await ledger.rows(localOwner('test'), { sql: LID, scopedQuery: true });
      return row?.lid;
    };
    const [less, more] = ['305.1 MiB', '610.3 MiB'];
    const after = (milliseconds: number) => {
      vi.advanceTimersByTime(milliseconds);
    };
    /** What a write has once it has lasted so long. */
    const ofWrite = (milliseconds: number, lid: string) =>
      ledger.write(async writer => {
        after(milliseconds);
        await expect
          .poll(async () => (await writer.rows("SELECT current_setting('memory_limit') AS lid"))[0]?.lid)
          .toBe(lid);
      });
    expect(await ofReads()).toBe(more);
    await ofWrite(999, more);
    after(40_000);
    expect(await ofReads()).toBe(more);
    await ofWrite(1000, less);
    expect(await ofReads()).toBe(less);
    after(20_000);
    expect(await ofReads()).toBe(less);
    // One that fails is one, too.
    await expect(
      ledger.write(async writer => await writer.run('SELECT nothing FROM nowhere')),
    ).rejects.toThrow('nowhere');
    after(29_999);
    expect(await ofReads()).toBe(less);
    after(1);
    await expect.poll(ofReads).toBe(more);
    await ofWrite(1000, less);
  } finally {
    vi.useRealTimers();
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
});

test('what lasting work leaves is given back, and what cannot be let go is asked for again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const asked: string[] = [];
  let refuses = false;
  const run = (sql: string) => {
    asked.push(sql.replace('SET memory_limit = ', ''));
    return refuses ? Promise.reject(new Error('in use')) : Promise.resolve({} as never);
  };
  const lid = memoryLid({ run });
  const started = performance.now();
  vi.advanceTimersByTime(1000);
  lid.ended({ started });
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  lid.ended({ started });
  await lid.stop();
  expect(asked.splice(0)).toEqual(["'640MB'"]);
  refuses = true;
  lid.lowerSoon();
  await vi.advanceTimersByTimeAsync(2500);
  refuses = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.splice(0)).toEqual(["'320MB'", "'320MB'", "'320MB'"]);
  lid.riseSoon();
  await lid.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
});
