import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';

// Under headings of its own, of which one holds an equals sign.
const SALES = `Belegnr.;Kunde;Artikel;Belegdatum;Menge;Netto=EUR
R1;K1;Dichtung;31.01.2025;2;1.234,50
R2;K2;Dichtung;30.02.2025;1;fifty
R3;K2;Ring;31.02.2025;1;70,00
R4;K2
`;
const MAPPING = {
  ...{ kind: 'order-lines', days: 'dmy', decimal: 'comma' },
  fields: {
    order: { columns: ['Belegnr.'] },
    customer: { columns: ['Kunde'] },
    product: { columns: ['Artikel'] },
    day: { columns: ['Belegdatum'] },
    quantity: { columns: ['Menge'] },
    amount: { columns: ['Netto=EUR'] },
  },
};
const folder = mkdtempSync(join(tmpdir(), 'clientele mend '));
const { clientele, json, serving } = commandLine(folder);
let running: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  writeFileSync(join(folder, 'Umsatz.csv'), SALES);
  writeFileSync(join(folder, 'umsatz.json'), JSON.stringify(MAPPING));
  running = await serving();
});
afterAll(() => {
  running.server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const newest = async (): Promise<string> => (await json('batches'))[0].id;
const revenue = async () => (await json('portfolio')).totals.revenue;

describe('rows that were not kept', () => {
  let id = '';
  const mend = (...line: string[]) => clientele(['mend', id, ...line]);

  test('are named where they were found, with the command that mends them', async () => {
    const line = ['import', 'Umsatz.csv', '--mapping', 'umsatz.json', '--currency', 'EUR'];
    const { code, out } = await clientele(line);
    expect(code).toBe(4);
    id = await newest();
    expect(out).toContain(`Mend the rows with: clientele mend ${id}`);
  });

  test('are listed with the heading and the cell, what is wrong, and how to mend it', async () => {
    const { code, out } = await mend();
    expect(code).toBe(0);
    expect(out).toContain('Umsatz.csv   3 rows to mend');
    expect(out).toContain('Headings: Belegnr. · Kunde · Artikel · Belegdatum · Menge · Netto=EUR');
    expect(out).toMatch(
      /^ *3 +amount +Netto=EUR +fifty +"fifty" is no figure .+ +Write digits such as 1234,56/m,
    );
    expect(out).toMatch(/^ +day +Belegdatum +30\.02\.2025 +"30\.02\.2025" is no day .+ +Correct it/m);
    expect(out).toMatch(/^ *4 +day +Belegdatum +31\.02\.2025 /m);
    expect(out).toMatch(/^ *5 +row +R4 · K2 /m);
    expect(out).toContain(`clientele mend ${id} --row N "Heading=value"`);
    expect(out).not.toContain('--import');
    expect(await json('mend', id)).toMatchObject({
      ...{ total: 3, mended: 0, rows: [{ row: 3 }, { row: 4 }, { row: 5 }] },
    });
  });

  test('stay as they are while something is wrong, and what it is comes back', async () => {
    const { code, out } = await mend('--row', '3', 'Belegdatum=28.02.2025');
    expect(code).toBe(1);
    expect(out).toContain('Row 3 is not mended');
    expect(out).toMatch(/^amount +"fifty" is no /m);
    const answer = await mend('--row', '3', 'Belegdatum=28.02.2025', '--json');
    expect(answer.code).toBe(1);
    expect(JSON.parse(answer.out)).toMatchObject({ problems: [{ field: 'amount' }] });
  });

  test('are mended by the headings of the file', async () => {
    const { code, out } = await mend('--row', '3', 'Belegdatum=28.02.2025', 'Netto=EUR=50,00');
    expect({ code, out }).toEqual({ code: 0, out: 'Row 3 is mended.\n' });
    expect(await json('mend', id, '--row', '4', 'Belegdatum=28.02.2025')).toEqual({ problems: [] });
    const listed = (await mend()).out;
    expect(listed).toContain('3 rows to mend, 2 of them mended');
    expect(listed).toMatch(/^ *3 +mended +Belegdatum=28\.02\.2025 · Netto=EUR=50,00$/m);
    expect(listed).toContain(`clientele mend ${id} --import`);
  });

  test('have their mend taken back', async () => {
    const { code, out } = await mend('--row', '4', '--back');
    expect(code).toBe(0);
    expect(out).toContain('Row 4 is as it stands in the file again.');
    expect(out).toMatch(/^day +"31\.02\.2025" is no day/m);
    expect(await json('mend', id)).toMatchObject({ mended: 1 });
  });

  test('are imported as they were mended, in an import of their own', async () => {
    expect(await revenue()).toBe('1234.5');
    const { code, out } = await mend('--import');
    expect(code).toBe(0);
    expect(out).toContain('Umsatz mended.csv   kept 1 row of order-lines   amount 50');
    expect(await revenue()).toBe('1284.5');
    expect((await mend()).out).toContain('2 rows to mend   ');
    const none = await mend('--import');
    expect(none.code).toBe(1);
    expect(none.error).toContain('No row of Umsatz.csv is mended yet: mend one first.');
    await mend('--row', '4', 'Belegdatum=28.02.2025');
    expect(await json('mend', id, '--import')).toMatchObject({ state: 'kept', rowsKept: 1, mendsOf: id });
  });

  test('are none where all were kept', async () => {
    const { code, out } = await clientele(['mend', await newest()]);
    expect({ code, out }).toEqual({ code: 0, out: 'Umsatz mended.csv   no row is left to mend.\n' });
  });

  test.each([
    [
      ['--row', '5', 'Datum=28.02.2025'],
      'There is no column "Datum" in Umsatz.csv: it has Belegnr., Kunde, ',
    ],
    [['--row', '2', 'Menge=1'], 'Row 2 of Umsatz.csv has nothing to mend: choose one that the list of rows'],
    [['--row', '99', '--back'], 'Row 99 of Umsatz.csv has nothing to mend: choose one'],
  ])('%j is refused', async (line, sentence) => {
    const { code, out, error } = await mend(...line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain(sentence);
  });

  test('have each heading given once', async () => {
    const { code, error } = await mend('--row', '5', 'Menge=1', 'Menge=2');
    expect(code).toBe(2);
    expect(error).toContain('"Menge" is given twice: give it once.');
  });
});

test('what was only checked is mended before it is kept', async () => {
  writeFileSync(join(folder, 'April.csv'), SALES.replaceAll('.2025', '.2026'));
  await clientele(['import', 'April.csv', '--mapping', 'umsatz.json', '--check']);
  const id = await newest();
  expect((await clientele(['mend', id, '--row', '4', 'Belegdatum=28.02.2026'])).code).toBe(0);
  const { out } = await clientele(['mend', id]);
  expect(out).toContain(`What is mended comes in with the others: clientele keep ${id}`);
  const early = await clientele(['mend', id, '--import']);
  expect(early.code).toBe(1);
  expect(early.error).toContain('keep it, and its mended rows come with it');
  expect((await clientele(['keep', id])).out).toContain('kept 2 rows of order-lines, 2 not');
});

test('of many rows the list says how many more there are, and how to see them', async () => {
  const rows = Array.from({ length: 203 }, (_, row) => `M${row};K1;Ring;31.02.2025;1;1,00\n`);
  writeFileSync(join(folder, 'many.csv'), `${SALES.split('\n')[0]}\n${rows.join('')}`);
  await clientele(['import', 'many.csv', '--mapping', 'umsatz.json', '--check']);
  const id = await newest();
  const first = await clientele(['mend', id]);
  expect(first.out).toContain('203 rows to mend');
  expect(first.out).toMatch(/^201 +day/m);
  expect(first.out).not.toMatch(/^202 +day/m);
  expect(first.out).toContain(`and 3 more: clientele mend ${id} --offset 200`);
  const { out } = await clientele(['mend', id, '--offset', '200']);
  expect(out.match(/^ *20\d +day/gm)).toHaveLength(3);
  expect(out).not.toContain('more:');
  expect((await json('mend', id, '--offset', '200')).rows).toHaveLength(3);
});
