import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const DUCKDB = new URL('./duckdb.ts', import.meta.url).href;

test('DuckDB is told to keep the memory that it freed, and what somebody has set wins', () => {
  for (const [set, wins] of [
    [undefined, 'dirty_decay_ms:10000'],
    ['confirm_conf:true', 'dirty_decay_ms:10000'],
    ['confirm_conf:true,dirty_decay_ms:5000', 'dirty_decay_ms:5000'],
  ]) {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `await import(${JSON.stringify(DUCKDB)}); console.log(process.env.DUCKDB_JE_MALLOC_CONF);`,
      ],
      { encoding: 'utf8', env: { ...process.env, DUCKDB_JE_MALLOC_CONF: set } },
    );
    expect(stdout.match(/dirty_decay_ms:\d+/g)?.at(-1)).toBe(wins);
    // Its allocator repeats what it has heard; where the system's own is in its place, nothing does.
    const heard = stderr.match(/(?<=Set conf value: )dirty_decay_ms:\d+/g) ?? [];
    if (set !== undefined && process.platform === 'linux') expect(heard.at(-1)).toBe(wins);
  }
});
