import { existsSync, readFileSync } from 'node:fs';
import { COST_LINES, DRIVER_KEYS, LAYOUTS } from '@clientele/engine';
import { expect, test } from 'vitest';
import { factEndpoints } from '../contract/facts.ts';
import { profitEndpoints } from '../contract/profit.ts';

const page = readFileSync(new URL('glossary.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$/gm)].map(
  ([, word = '', meaning = '', code = '']) => ({ word, meaning, code }),
);

test('every word is defined once', () => {
  const words = rows.map(({ word }) => word);
  expect(words.length).toBeGreaterThan(60);
  expect(words.filter((word, index) => words.indexOf(word) < index)).toEqual([]);
});

test.each(rows)('$word is called so in the code', ({ code }) => {
  for (const part of code.split('; ')) {
    const [, path = ''] = /\]\(([^)]+)\)/.exec(part) ?? [];
    const file = new URL(path, import.meta.url);
    expect(path !== '' && existsSync(file), part).toBe(true);
    const text = readFileSync(file, 'utf8');
    const names = [...part.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.split('.').at(-1) as string);
    expect(names.length, part).toBeGreaterThan(0);
    expect(
      names.filter(name => !text.includes(name)),
      path,
    ).toEqual([]);
  }
});

test.each([
  ['kinds of facts', LAYOUTS.map(({ kind }) => kind)],
  ['drivers', DRIVER_KEYS],
  ['cost lines', COST_LINES.map(([key]) => key)],
  ['states of a batch', factEndpoints.batch.answer.shape.state.options],
  [
    'kinds of pools',
    profitEndpoints.reconciliation.answer.shape.pools.def.element.shape.kind.options.filter(
      kind => kind !== 'not in the model',
    ),
  ],
])('names all %s', (_what, keys) => {
  expect(keys.filter(key => !page.includes(`\`${key}\``))).toEqual([]);
});

test('every source that is named stands at the end', () => {
  const [, list = ''] = page.split('## Sources');
  const named = rows.flatMap(({ meaning }) =>
    [...meaning.matchAll(/\[([^\]]+\d{4})\]/g)].map(([, name = '']) => name),
  );
  const wanting = named.filter(name => {
    const [, author = ''] = /^([A-Z]\w+)/.exec(name) ?? [];
    return (name.match(/\d{4}/g) ?? []).some(
      year => !new RegExp(`^- ${author},.*\\(${year}\\)`, 'm').test(list),
    );
  });
  expect(wanting).toEqual([]);
});
