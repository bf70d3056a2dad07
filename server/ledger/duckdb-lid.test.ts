import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner } from '@clientele/engine';
import { afterEach, expect, test, vi } from 'vitest';
import { openDuckDb } from './duckdb.ts';

const LID =
  "SELECT current_setting('memory_limit') AS lid FROM (SELECT 1 AS customer_id) one WHERE {visible}";

afterEach(() => {
  vi.useRealTimers();
});

test('a write has half the memory of reads, which have all of it again a while after it, whether it failed or not', async () => {
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
    const ofWrite = () =>
      ledger.write(async writer => {
        const [row] = await writer.rows("SELECT current_setting('memory_limit') AS lid");
        return row?.lid;
      });
    const [less, more] = ['305.1 MiB', '610.3 MiB'];
    const later = async (milliseconds: number) => {
      vi.advanceTimersByTime(milliseconds);
      await new Promise(resolve => setImmediate(resolve));
      return await ofReads();
    };
    expect([await ofReads(), await ofWrite(), await ofReads()]).toEqual([more, less, less]);
    expect(await later(20_000)).toBe(less);
    await expect(
      ledger.write(async writer => await writer.run('SELECT nothing FROM nowhere')),
    ).rejects.toThrow('nowhere');
    expect([await later(20_000), await later(9_999)]).toEqual([less, less]);
    await later(1);
    await expect.poll(ofReads).toBe(more);
    expect(await ofWrite()).toBe(less);
  } finally {
    vi.useRealTimers();
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
});
