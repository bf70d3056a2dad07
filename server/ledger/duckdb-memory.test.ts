import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const DUCKDB = new URL('./duckdb.ts', import.meta.url).href;

test('DuckDB keeps the memory that it freed, and what somebody has set wins', context => {
  const settingsTold = (set: string): string[] => {
    const { stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', `await import(${JSON.stringify(DUCKDB)})`],
      { encoding: 'utf8', env: { ...process.env, DUCKDB_JE_MALLOC_CONF: `confirm_conf:true${set}` } },
    );
    return stderr.match(/(?<=Set conf value: )dirty_decay_ms:\d+/g) ?? [];
  };
  const told = settingsTold('');
  if (told.length === 0 && process.platform !== 'linux')
    return context.skip('here DuckDB takes memory from the system’s own allocator');
  expect(told.at(-1)).toBe('dirty_decay_ms:10000');
  expect(settingsTold(',dirty_decay_ms:5000').at(-1)).toBe('dirty_decay_ms:5000');
});
