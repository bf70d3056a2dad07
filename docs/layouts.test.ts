import { readFileSync, writeFileSync } from 'node:fs';
import {
  type CostModel,
  checkModel,
  DRIVERS,
  type FactKind,
  type Field,
  judgeRow,
  kindOfHeadings,
  LAYOUTS,
  layoutOf,
  ONLINE_RETAIL_FIELDS,
  parseActivityDriver,
} from '@clientele/engine';
import { expect, test } from 'vitest';
import { profitEndpoints } from '../contract/profit.ts';

const PAGE = new URL('layouts.md', import.meta.url);
const RENEW = 'CLIENTELE_RENEW_DOCS';
const renewing = process.env[RENEW] !== undefined;

const WRITTEN: Readonly<Record<Field['type'], string>> = {
  key: 'key',
  text: 'text',
  day: '`YYYY-MM-DD`',
  month: '`YYYY-MM`',
  money: 'money',
  quantity: 'quantity',
  minutes: 'minutes',
  choice: 'one of',
};

/** What stands between `<!-- name -->` and `<!-- end name -->` comes from the engine; the rest is written by hand. */
const PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LAYOUTS.map(({ kind, fields }) => [kind, fieldTable(fields)])),
  'online-retail': fieldTable(ONLINE_RETAIL_FIELDS),
  drivers: table(
    ['Driver', 'Name', 'Counts', 'Adds over months'],
    DRIVERS.map(({ key, name, meaning, adds }) => [`\`${key}\``, name, meaning, adds ? 'yes' : 'no']),
  ),
};

test('the tables of the page are those of the engine', () => {
  const page = readFileSync(PAGE, 'utf8');
  const renewed = Object.entries(PARTS).reduce((text, [name, part]) => withPart(text, name, part), page);
  if (renewing) writeFileSync(PAGE, renewed);
  const mend = `docs/layouts.md is stale: renew it with ${RENEW}=1 npm test -- --only docs/layouts`;
  expect(renewing ? renewed : page, mend).toBe(renewed);
});

test.each(LAYOUTS.map(({ kind }) => kind))(
  'the example of %s is read as such, and all its rows are kept',
  kind => {
    const [heading = '', ...rows] = exampleOf(kind);
    const headings = heading.split(',');
    expect(kindOfHeadings(headings)).toBe(kind);
    const { fields } = layoutOf(kind);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const cells = row.split(',');
      expect(cells.length, row).toBe(headings.length);
      const inOrder = fields.map(({ name }) => cells[headings.indexOf(name)]);
      expect(judgeRow(fields, inOrder, 'EUR'), row).toHaveProperty('cells');
    }
  },
);

test('the cost model of the page can be used as it stands', () => {
  const model = profitEndpoints.useModel.body?.parse(JSON.parse(block('json').join('\n'))) as CostModel;
  expect(checkModel(model, 'EUR')).toEqual([]);
});

test('every activity and pool in the examples is one that the cost model of the page knows', () => {
  const { pools, activities }: CostModel = JSON.parse(block('json').join('\n'));
  const [, ...ledger] = exampleOf('ledger').map(row => row.split(',')[1]);
  expect(pools.map(({ key }) => key)).toEqual(expect.arrayContaining(ledger));
  const drivers = activities.flatMap(({ minutes = [], money = [] }) => [
    ...minutes.map(({ driver }) => driver),
    ...money,
  ]);
  const costed = drivers.map(driver => parseActivityDriver(driver)?.activity);
  const [, ...events] = exampleOf('activities').map(row => row.split(',')[0]);
  expect(costed).toEqual(expect.arrayContaining(events));
});

function fieldTable(fields: readonly Field[]): string {
  return table(
    ['Heading', 'Written as', 'Meaning'],
    fields.map(({ name, type, required, choices, meaning }) => [
      required ? `**\`${name}\`**` : `\`${name}\``,
      choices ? `${WRITTEN[type]} ${choices.map(choice => `\`${choice}\``).join(', ')}` : WRITTEN[type],
      meaning,
    ]),
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function withPart(page: string, name: string, part: string): string {
  const [from, until] = [`<!-- ${name} -->\n`, `\n<!-- end ${name} -->`];
  const start = page.indexOf(from);
  const end = page.indexOf(until);
  if (start < 0 || end < start)
    throw new Error(`docs/layouts.md has no place for ${name}: write ${from}${until}`);
  return page.slice(0, start + from.length) + part + page.slice(end);
}

/** The lines of the first block of a language after the section's tables. */
function exampleOf(kind: FactKind): string[] {
  return block('csv', `<!-- end ${kind} -->`);
}

function block(language: string, after = ''): string[] {
  const page = readFileSync(PAGE, 'utf8');
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(page.slice(page.indexOf(after)));
  if (!found) throw new Error(`docs/layouts.md has no ${language} block after ${after}`);
  return (found[1] as string).split('\n');
}
