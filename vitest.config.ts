import { defineConfig } from 'vitest/config';

// Three kinds of tests, so that pure ones run at once and those on real stores or a real browser take turns:
// each of these starts PostgreSQL or Chromium, and more than one at a time would starve a machine of two cores.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: [
            'engine/src/**/*.test.ts',
            'contract/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'docs/**/*.test.ts',
            'test/architecture.test.ts',
          ],
          // Reading the whole repository takes a while where a machine is busy.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'stores',
          include: ['server/**/*.test.ts', 'cli/**/*.test.ts', 'examples/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['test/architecture.test.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
