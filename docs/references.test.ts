import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'STYLE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'engine/README.md',
  'examples/README.md',
  'docs/layouts.md',
  'docs/glossary.md',
];
/** Names that a page mentions on purpose although no such file is here. */
const ELSEWHERE = ['cost-model.json', 'to-mend.csv', 'order-lines.csv', 'customers.csv', 'activities.csv'];
const FILE = /^[\w.@*-][\w./@*-]*\.(ts|tsx|mjs|md|json|sql|csv|png)$/;

test.each(PAGES)('whatever %s links to or names is there', page => {
  const text = readFileSync(join(root, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  const wanting = links.filter(
    target => !/^\w+:/.test(target) && !existsSync(join(root, dirname(page), target)),
  );
  expect(wanting).toEqual([]);
  expect(namedIn(text).filter(name => !isThere(name, page))).toEqual([]);
});

/** Files in backticks, and those that a good example says it is taken from. */
function namedIn(text: string): string[] {
  const ticked = [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const examples = [...text.matchAll(/^(?:\/\/|--) good: (\S+)$/gm)].map(([, name = '']) => name);
  return [...ticked, ...examples].filter(name => FILE.test(name) && !ELSEWHERE.includes(name));
}

function isThere(name: string, page: string): boolean {
  const places = [name, normalize(join(dirname(page), name))];
  if (!name.includes('*') && places.some(place => existsSync(join(root, place)))) return true;
  return globSync(`{engine,contract,server,cli,web,test,examples,docs}/**/${name}`, { cwd: root }).length > 0;
}
