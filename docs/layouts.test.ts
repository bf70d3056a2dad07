import { readFileSync, writeFileSync } from 'node:fs';
import {
  type CostModel,
  checkMapping,
  checkModel,
  DRIVERS,
  type FactKind,
  type Field,
  judgeRow,
  kindOfHeadings,
  LAYOUTS,
  layoutOf,
  type Mapping,
  mappedCells,
  ONLINE_RETAIL_FIELDS,
  parseActivityDriver,
} from '@clientele/engine';
import { expect, test } from 'vitest';
import { mappingEndpoints } from '../contract/mapping.ts';
import { modelEndpoints } from '../contract/models.ts';

const PAGE = new URL('layouts.md', import.meta.url);
const RENEW = 'CLIENTELE_RENEW_DOCS';
const renewing = process.env[RENEW] !== undefined;

const WRITTEN: Readonly<Record<Field['type'], string>> = {
  key: 'key',
  text: 'text',
  day: '`YYYY-MM-DD`',
  month: '`YYYY-MM`',
  money: 'money',
  currency: 'currency',
  rate: 'rate',
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
      expect(
        judgeRow(fields, inOrder, 'EUR', () => ({ currency: 'USD', day: 0, rate: 1 })),
        row,
      ).toHaveProperty('cells');
    }
  },
);

test('the cost model of the page can be used as it stands', () => {
  const model = modelEndpoints.useModel.body?.parse(
    JSON.parse(block('json', '## The cost model').join('\n')),
  ) as CostModel;
  expect(checkModel(model, 'EUR')).toEqual([]);
});

test('the preset of the page can be saved as it stands, and reads a row as it says', () => {
  const json = JSON.parse(block('json', '## A preset as a file').join('\n'));
  const file = mappingEndpoints.importPreset.body?.parse(json) as { mapping: Mapping };
  const { mapping } = file;
  expect(checkMapping(mapping)).toEqual([]);
  const headings = 'Belegnr.;Pos.;Kunde;Artikelnr.;Belegdatum;Gramm;Nettobetrag;Land;Eingang'.split(';');
  const cells = mappedCells(
    mapping,
    headings,
  )('5001;10;K100 - Aldermoor;P-10;08.01.2025;1.500;2.080,00;A;Shop'.split(';'));
  expect(cells.filter(cell => cell !== '')).toEqual(
    '5001-10 K100 P-10 2025-01-08 1.5 2080 Austria web'.split(' '),
  );
});

test('every property of a mapping and of a field is on the page', () => {
  const { mapping } = (mappingEndpoints.savePreset.body as unknown as { shape: { mapping: Shape } }).shape;
  const fieldProperties = Object.keys(
    (mapping.shape.fields as unknown as { def: { valueType: Shape } }).def.valueType.shape,
  );
  const page = readFileSync(PAGE, 'utf8');
  const properties = [...Object.keys(mapping.shape), ...fieldProperties];
  expect(properties.length).toBeGreaterThan(10);
  expect(properties.filter(name => !page.includes(`\`${name}\``))).toEqual([]);
});

interface Shape {
  readonly shape: Readonly<Record<string, unknown>>;
}

test('every activity and pool in the examples is one that the cost model of the page knows', () => {
  const { pools, activities }: CostModel = JSON.parse(block('json', '## The cost model').join('\n'));
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

test('what the page says of the example’s activities is what its model draws on', () => {
  const page = readFileSync(PAGE, 'utf8');
  const rows = page.slice(page.indexOf('<!-- serving -->'), page.indexOf('<!-- end serving -->')).split('\n');
  const listed = rows.slice(3).flatMap(row => {
    const [, stated = '', , example = ''] = row.split(' | ').map(cell => cell.replace(/^\| | \|$/g, ''));
    return [...example.matchAll(/`(\w+)`/g)].map(([, key = '']) => ({ key, stated }));
  });
  const model: CostModel = JSON.parse(
    readFileSync(new URL('../examples/meridian/cost-model.json', import.meta.url), 'utf8'),
  );
  expect(listed.map(({ key }) => key).sort()).toEqual(model.activities.map(({ key }) => key).sort());
  for (const { key, minutes = [], money = [] } of model.activities) {
    const drawn = [...minutes, ...money.map(driver => ({ driver, when: undefined }))];
    const words = drawn.flatMap(({ driver, when }) => [parseActivityDriver(driver)?.activity, when]);
    const stated = listed.find(row => row.key === key)?.stated ?? '';
    for (const word of words.filter(word => word !== undefined)) expect(stated, key).toContain(`\`${word}\``);
  }
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
