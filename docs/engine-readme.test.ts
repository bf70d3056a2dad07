import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'engine', 'README.md'), 'utf8');
const examples = [...readme.matchAll(/## ([^\n]+)\n(?:(?!## )[\s\S])*?```ts\n([\s\S]*?)```/g)].map(
  ([, title = '', code = '']) => [title, code] as const,
);

test('the README of the engine has seven worked examples', () => {
  expect(examples.map(([title]) => title)).toEqual([
    'Read a row',
    'Cost a month',
    'Rank customers, and close the books',
    'Ask a wall',
    'Forecast a few customers',
    'Renewals of contracts',
    'Amounts, and the value of the years to come',
  ]);
});

// By Node itself and the package's own name, as a reader would run them; each asserts what it shows.
test.each(examples)('%s', (_title, code) => {
  execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
});
