import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';

// A file as a German invoicing program writes it, from the first look to its undo.
const SALES = `Belegnummer;Kundennr.;Artikel;Belegdatum;Menge;Nettobetrag
R1;K1;Dichtung;31.01.2025;2;1.234,50
R2;K2;Dichtung;03.02.2025;1;50,00
R3;K2;Dichtung;30.02.2025;1;70,00
`;
const folder = mkdtempSync(join(tmpdir(), 'clientele intake '));
const { clientele, json, serving } = commandLine(folder);
let running: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  writeFileSync(join(folder, 'Umsatz.csv'), SALES);
  running = await serving();
});
afterAll(() => {
  running.server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a foreign file', () => {
  test('is looked at: which column becomes which field, how sure, and the mapping as a file', async () => {
    const { code, out } = await clientele(['inspect', 'Umsatz.csv', '--mapping', 'umsatz.json']);
    expect(code).toBe(0);
    expect(out).toMatch(/order-lines, \d+ % sure: /);
    expect(out).toMatch(/^Kundennr\. +customer +\d+ % +K1 · K2 · K2$/m);
    const mapping = JSON.parse(readFileSync(join(folder, 'umsatz.json'), 'utf8'));
    expect(mapping).toMatchObject({ kind: 'order-lines', days: 'dmy', decimal: 'comma' });
    expect(mapping.fields.amount).toEqual({ columns: ['Nettobetrag'] });
  });

  test('is checked: what would come of it, and nothing of it counts', async () => {
    const { code, out } = await clientele([
      ...['import', 'Umsatz.csv', '--mapping', 'umsatz.json', '--currency', 'EUR', '--check'],
      ...['--problems', 'to-mend.csv'],
    ]);
    expect(code).toBe(4);
    expect(out).toContain('checked, nothing counts yet: 2 good rows of order-lines, 1 to mend');
    expect(out).toMatch(/^Revenue +0\.00 +1,284\.50$/m);
    expect(readFileSync(join(folder, 'to-mend.csv'), 'utf8')).toContain('R3;K2;Dichtung;30.02.2025;1;70,00');
    expect((await json('portfolio')).totals.customers).toBe(0);
  });

  test('is put away, or kept', async () => {
    const [{ id, state }] = await json('batches');
    expect(state).toBe('checked');
    expect((await clientele(['keep', id, '--all-or-nothing'])).code).toBe(1);
    expect(await clientele(['keep', id])).toMatchObject({
      code: 4,
      out: expect.stringContaining('kept 2 rows of order-lines, 1 not   amount 1,284.5'),
    });
    expect((await clientele(['cancel', id])).code).toBe(1);
  });

  test('comes again under a preset, and its mapping is handed on', async () => {
    expect((await clientele(['presets', 'save', 'Faktura', 'umsatz.json'])).code).toBe(0);
    writeFileSync(
      join(folder, 'Umsatz 2.csv'),
      SALES.replace(/R\d;.*\n/g, '').concat('R4;K1;Ring;01.03.2025;1;9,90\n'),
    );
    expect(await clientele(['import', 'Umsatz 2.csv', '--preset', 'Faktura'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('kept 1 row of order-lines   amount 9.9'),
    });
    expect((await clientele(['presets', 'export', 'Faktura', 'preset.json'])).code).toBe(0);
    expect(await json('presets', 'remove', 'Faktura')).toEqual([]);
    expect((await clientele(['presets', 'import', 'preset.json'])).code).toBe(0);
    expect((await clientele(['presets'])).out).toMatch(/^Faktura +order-lines/m);
  });
});

test('lineage says which files made a month', async () => {
  const { months } = await json('lineage', '--from', '2025-02');
  expect(months.map(({ month }: { month: string }) => month)).toEqual(['2025-02', '2025-03']);
  expect((await clientele(['lineage'])).out).toMatch(/^2025-01 +Umsatz\.csv +order-lines +1 +1,234\.50/m);
});

test('an undo says beforehand what goes, and does nothing', async () => {
  const { code, out } = await clientele(['undo', 'last', '--preview']);
  expect(code).toBe(0);
  expect(out).toContain('Umsatz 2.csv   1 row, 2025-03 to 2025-03');
  expect(out).toMatch(/^Revenue +1,294\.40 +1,284\.50$/m);
  expect((await json('batches'))[0].state).toBe('kept');
});

test('a corrected file takes the place of the one it corrects', async () => {
  const [{ id }] = await json('batches');
  writeFileSync(
    join(folder, 'Umsatz 2.csv'),
    SALES.replace(/R\d;.*\n/g, '').concat('R4;K1;Ring;01.03.2025;1;19,90\n'),
  );
  const line = ['import', 'Umsatz 2.csv', '--preset', 'Faktura', '--replaces', id];
  expect(await clientele(line)).toMatchObject({ code: 0 });
  expect((await json('batches', '--json')).find((batch: { id: string }) => batch.id === id).state).toBe(
    'replaced',
  );
  expect((await json('portfolio')).totals.revenue).toBe('1304.4');
});

test('a folder stands for the files in it, by name', async () => {
  mkdirSync(join(folder, 'month'));
  writeFileSync(
    join(folder, 'month', 'b.csv'),
    'order,customer,product,day,quantity,amount\n7,K1,P,2025-04-01,1,5\n',
  );
  writeFileSync(join(folder, 'month', 'a.csv'), 'customer,name\nK1,Kranz\n');
  writeFileSync(join(folder, 'month', '.hidden'), 'no table');
  const { code, out } = await clientele(['import', 'month']);
  expect(code).toBe(0);
  expect(out.match(/^\S+ {3}kept 1 row of \S+/gm)).toEqual([
    expect.stringContaining('customers'),
    expect.stringContaining('order-lines'),
  ]);
});

test('a watched folder is listed with what became of its files, until it is watched no more', async () => {
  expect((await clientele(['watch'])).out).toContain('No folder is watched');
  mkdirSync(join(folder, 'drop'));
  expect((await clientele(['watch', 'add', 'drop', '--kind', 'order-lines'])).code).toBe(0);
  expect(await json('watch')).toMatchObject([{ path: join(folder, 'drop'), kind: 'order-lines', files: [] }]);
  expect((await clientele(['watch', 'add', 'nowhere'])).code).toBe(1);
  expect(await json('watch', 'remove', 'drop')).toEqual([]);
  expect((await clientele(['watch', 'remove', 'drop'])).code).toBe(1);
});
