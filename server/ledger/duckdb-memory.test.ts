import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const DUCKDB = new URL('./duckdb.ts', import.meta.url).href;

// Elsewhere DuckDB takes memory from the system's own allocator.
test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'DuckDB keeps the memory that it freed, and what somebody has set wins',
  () => {
    const settingsTold = (set: string): string[] => {
      const { stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', `await import(${JSON.stringify(DUCKDB)})`],
        { encoding: 'utf8', env: { ...process.env, DUCKDB_JE_MALLOC_CONF: `confirm_conf:true${set}` } },
      );
      return stderr.match(/(?<=Set conf value: )dirty_decay_ms:\d+/g) ?? [];
    };
    expect(settingsTold('').at(-1)).toBe('dirty_decay_ms:10000');
    expect(settingsTold(',dirty_decay_ms:5000').at(-1)).toBe('dirty_decay_ms:5000');
  },
);
