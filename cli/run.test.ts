import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { runCommandLine } from './run.ts';
import { screenOn } from './screen.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele cli '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs what needs no stores; the data folder does not exist, so that nothing can open one unseen. */
async function run(...line: string[]) {
  let out = '';
  let error = '';
  const screen = screenOn({
    out: { write: text => (out += text) },
    error: { write: text => (error += text) },
    colours: false,
  });
  const code = await runCommandLine(line, { env: { CLIENTELE_DATA: join(folder, 'none') }, screen });
  return { code, out, error };
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('help', () => {
  test.each(Object.keys(COMMANDS))(
    'of %s says what it does, its options, an example and its exit codes',
    async name => {
      const { code, out, error } = await run(name, '--help');
      expect({ code, error }).toEqual({ code: 0, error: '' });
      expect(out).toMatch(new RegExp(`^clientele ${name}`));
      for (const part of ['Options', '--json', '--data FOLDER', 'Example', 'Exit codes', '  0  '])
        expect(out).toContain(part);
      expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(110);
    },
  );

  test('names every command, and comes without being asked for where there is no command', async () => {
    const asked = await run('--help');
    for (const name of Object.keys(COMMANDS)) expect(asked.out).toContain(`\n  ${name} `);
    expect(asked.code).toBe(0);
    expect(await run()).toEqual({ ...asked, code: 2 });
    expect(await run('help')).toEqual(asked);
    expect(await run('help', 'undo')).toEqual(await run('undo', '-h'));
  });

  test('of import lists the kinds and their headings', async () => {
    const { out } = await run('import', '--help');
    expect(out).toMatch(/order-lines +order\*, customer, product\*, day\*, quantity\*/);
  });

  test('stands beside the version', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '0.1.0\n', error: '' });
  });
});

describe('wrong usage exits 2 with the line of usage that helps', () => {
  test.each([
    [['impotr'], 'There is no command "impotr"; import is near it.'],
    [['toString'], 'There is no command "toString".'],
    [['import'], 'No file is named.'],
    [['import', '--knid', 'x', 'a.csv'], 'There is no option --knid; --kind is near it.'],
    [['import', '--kind'], '--kind takes a value: --kind KIND.'],
    [['import', '-', '-', '--name', 'a.csv'], 'Standard input can be read only once.'],
    [['import', '-'], 'Standard input has no name: give it one with --name.'],
    [
      ['import', '--fiscal-start', '13', '-', '--name', 'a'],
      '--fiscal-start takes a whole number from 1 to 12, not "13".',
    ],
    [['undo'], 'BATCH is missing.'],
    [['explain'], 'FIGURE is missing.'],
    [['capacity', 'all'], '"all" is one word too many.'],
    [['scenario', 'save', 'a.json'], 'A scenario is saved under a name: --name NAME.'],
    [['undo', 'a', 'b'], 'One BATCH is taken, and "b" is another.'],
    [['mend'], 'BATCH is missing.'],
    [['mend', 'a', 'Menge=1'], 'Which row is meant? Name it with --row N, as the list shows it.'],
    [['mend', 'a', '--row', '3'], 'Nothing is said of row 3: write its cells as "Heading=value", or --back.'],
    [
      ['mend', 'a', '--row', '3', 'Menge', '1'],
      '"Menge" is no cell: write the heading, an equals sign and the value, in quotes.',
    ],
    [
      ['mend', 'a', '--row', '3', '--back', 'Menge=1'],
      '--back takes the whole mend back, and "Menge=1" is one word too many.',
    ],
    [
      ['mend', 'a', '--import', '--row', '3'],
      '--import takes all mended rows: mend them first, one after the other, then import.',
    ],
    [
      ['mend', 'a', '--import', '--offset', '3'],
      '--offset goes with the list of rows, and with nothing else.',
    ],
    [['portfolio', '--top', 'ten'], '--top takes a whole number from 0 to 1000, not "ten".'],
    [['portfolio', '--json=yes'], '--json takes no value.'],
    [['customer', 'A', '--grain', 'week'], '--grain takes month, quarter, year, not "week".'],
    [['batches', 'all'], '"all" is one word too many.'],
    [['model', 'use'], 'FILE is missing.'],
    [['model', 'compare', 'mod_1'], 'MODEL is missing.'],
    [['model', 'list', 'all'], '"all" is not understood.'],
    [['model', 'toString'], '"toString" is not understood.'],
    [['example', 'unload'], '"unload" is not understood.'],
    [['serve', '--port', '70000'], '--port takes a whole number from 0 to 65535, not "70000".'],
    [['stop', '--data', ''], '--data takes a folder, not nothing.'],
  ])('%j', async (line, sentence) => {
    const { code, out, error } = await run(...line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error.split('\n')[0]).toBe(sentence);
  });

  test('a file that cannot be read is named, whatever its name', async () => {
    expect((await run('import', "it's; drop table.csv")).error).toBe(
      "it's; drop table.csv cannot be read: there is no such file.\n",
    );
    expect((await run('import', folder)).error).toBe(`${folder} is a folder without files.\n`);
    expect((await run('restore', join(folder, 'none.tar'))).code).toBe(2);
    expect((await run('import', 'a\0b')).error).toContain('cannot be read');
  });

  test('the file for problems is not the file to import, and goes with one only', async () => {
    const file = written('a.csv', 'customer\n');
    expect((await run('import', file, '--problems', file)).error).toContain('write over the file to import');
    expect((await run('import', file, file, '--problems', 'p.csv')).error).toContain('one file to import');
  });

  test('a backup takes no place of a file', async () => {
    const file = written('there.tar', 'x');
    const { code, error } = await run('backup', file);
    expect(code).toBe(2);
    expect(error).toContain('is there already; --force replaces it.');
  });
});

describe('a model is checked without a book', () => {
  const check = async (text: string, ...options: string[]) =>
    await run('model', 'check', written('model.json', text), ...options);

  test('that has no mistake', async () => {
    const file = join(import.meta.dirname, '..', 'examples', 'online-retail', 'cost-model.json');
    expect(await run('model', 'check', file)).toMatchObject({ code: 0, error: '' });
  });

  test('that is no JSON, by line and column', async () => {
    const { code, error } = await check('{\n  "name": "x",\n}');
    expect(code).toBe(1);
    expect(error).toContain('is not JSON at line 2, column 14: a comma stands before "}".');
  });

  test('that lacks parts, by their names', async () => {
    const { code, error } = await check('{"name": "x", "pools": []}');
    expect(code).toBe(1);
    expect(error).toContain('has 2 mistakes.\n  currency: ');
    expect(error).toContain('expected string');
  });

  test('that means nothing, by place and mend', async () => {
    const pools = [{ key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '-1' }];
    const model = { name: 'x', currency: 'EUR', pools, activities: [] };
    const { code, out } = await check(JSON.stringify(model), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).problems).toEqual([
      {
        where: 'pools[0].ratePerMinute',
        what: '"-1" is no rate',
        mend: 'Write the cost of one minute, zero or more, such as 0.62.',
      },
    ]);
  });
});

test('stop says that nothing runs, and is done', async () => {
  expect(await run('stop')).toEqual({ code: 0, out: 'No server runs on this data.\n', error: '' });
});
