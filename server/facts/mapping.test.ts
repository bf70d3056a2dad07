import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
  for (const { name } of await house.get('/presets'))
    await house.ask(`/presets/${encodeURIComponent(name)}`, 'DELETE');
});

const SALES = [
  'Auftragsnr.;Kundennr.;Artikel;Belegdatum;Menge;Nettobetrag (EUR);Land',
  'A1;K100;P-10;31.01.2025;1.200;1.234,50;DE',
  'A1;K100;P-11;31.01.2025;2;12,50-;DE',
  'A2;K200;P-10;05.02.2025;0,5;€ 7,25;DK',
].join('\n');

const guessOf = async (file: string, text: string) => (await house.inspect(file, text)).body.tables[0].guess;
const save = (name: string, mapping: object) => house.ask('/presets', 'POST', { name, mapping });
const customers = async () =>
  (await house.get('/portfolio/customers')).customers
    .map(({ sourceKey, revenue }: { sourceKey: string; revenue: string }) => [sourceKey, revenue])
    .sort();

describe('a file of another system', () => {
  test('is looked at, guessed, saved as a preset and imported by it to the last digit', async () => {
    const { status, body } = await house.inspect('Umsatz Januar.csv', SALES);
    expect(status).toBe(200);
    const [table] = body.tables;
    expect(table).toMatchObject({ delimiter: ';', firstRow: 2, keptAs: [], presets: [] });
    expect(table.rows).toHaveLength(3);
    expect(table.guess).toMatchObject({
      kind: 'order-lines',
      questions: [],
      missing: [],
      mapping: { kind: 'order-lines', days: 'dmy', decimal: 'comma' },
    });
    expect(table.alternatives[0].kind).toBe('order-lines');
    expect(await save('Umsatz', table.guess.mapping)).toMatchObject({ status: 200 });

    const batch = await house.send('Umsatz Januar.csv', SALES, { preset: 'Umsatz', currency: 'EUR' });
    expect(batch).toMatchObject({
      state: 'kept',
      rowsKept: 3,
      rowsRefused: 0,
      amount: '1229.25',
      preset: 'Umsatz',
    });
    expect(await customers()).toEqual([
      ['K100', '1222'],
      ['K200', '7.25'],
    ]);
    const again = await house.get(`/files/${body.id}`);
    expect(again).toMatchObject({ id: body.id, file: 'Umsatz Januar.csv', bytes: Buffer.byteLength(SALES) });
    expect(again.tables[0]).toMatchObject({ keptAs: [batch.id], presets: ['Umsatz'] });
  });

  test('shows its first rows as a mapping reads them, each with its problems and the heading of its column', async () => {
    const dirty = `${SALES}\nA3;;P-12;31.02.2025;x;1,00;DE\n`;
    const { body } = await house.inspect('dirty.csv', dirty);
    const { mapping } = body.tables[0].guess;
    const preview = (await house.ask(`/files/${body.id}/preview`, 'POST', { mapping })).body;
    expect(preview.fields.slice(0, 6)).toEqual(['order', 'customer', 'product', 'day', 'quantity', 'amount']);
    expect(preview.rows[0]).toMatchObject({ row: 2, problems: [] });
    expect(preview.rows[0].cells.slice(0, 6)).toEqual(['A1', 'K100', 'P-10', '2025-01-31', '1200', '1234.5']);
    expect(preview.rows[3].problems).toEqual([
      {
        field: 'day',
        what: '"31.02.2025" is no day that is written day, month, year (column Belegdatum)',
        mend: expect.stringContaining('YYYY-MM-DD'),
      },
      {
        field: 'quantity',
        what: '"x" is no figure with a comma before the decimals (column Menge)',
        mend: expect.any(String),
      },
    ]);
    expect(preview.questions).toEqual([]);
    expect(preview.unused).toEqual([]);
  });

  test('gives back its bad rows as they stand in the file', async () => {
    const dirty = `${SALES}\n"A3";K1;P-12;31.02.2025;1;1,00;"D;E"\n`;
    await save('Umsatz', await guessOf('dirty.csv', dirty).then(({ mapping }) => mapping));
    const batch = await house.send('dirty.csv', dirty, { preset: 'Umsatz' });
    expect(batch).toMatchObject({ state: 'kept', rowsKept: 3, rowsRefused: 1 });
    const [problem] = await house.problems(batch.id);
    expect(problem).toMatchObject({
      row: 5,
      field: 'day',
      what: expect.stringContaining('(column Belegdatum)'),
      text: '"A3";K1;P-12;31.02.2025;1;1,00;"D;E"',
    });
  });

  test('with what can be read in two ways is refused with the question, and taken with the answer', async () => {
    const open = SALES.replaceAll('31.01.2025', '03.01.2025');
    const { mapping, questions } = await guessOf('open.csv', open);
    expect(questions).toEqual([
      {
        about: 'days',
        field: 'day',
        heading: 'Belegdatum',
        examples: ['03.01.2025', '05.02.2025'],
        choices: ['dmy', 'mdy'],
      },
    ]);
    expect(mapping.days).toBeUndefined();
    await save('Umsatz', mapping);
    const refused = await house.send('open.csv', open, { preset: 'Umsatz' });
    expect(refused).toMatchObject({
      state: 'refused',
      rowsKept: 0,
      sentence:
        'day (column Belegdatum): "03.01.2025", "05.02.2025" can be read as day, month, year or as month, day, year. Say in the mapping how days are written: "days": "dmy" or "mdy".',
    });
    await save('Umsatz', { ...mapping, days: 'mdy' });
    const kept = await house.send('open.csv', open, { preset: 'Umsatz' });
    expect(kept).toMatchObject({ state: 'kept', rowsKept: 3 });
    expect((await house.get('/book')).months).toEqual({ from: '2025-03', through: '2025-05' });
  });

  test('is checked and imported by a mapping that comes with the request, and its open question is asked there too', async () => {
    const open = SALES.replaceAll('31.01.2025', '03.01.2025');
    const { body } = await house.inspect('open.csv', open);
    const { mapping } = body.tables[0].guess;
    const send = async (way: 'check' | 'import', given: object) => {
      const asked = { file: 'open.csv', mapping: { ...mapping, ...given }, settings: { currency: 'EUR' } };
      return house.ended((await house.ask(`/files/${body.id}/${way}`, 'POST', asked)).body.id);
    };
    for (const way of ['check', 'import'] as const)
      expect(await send(way, {})).toMatchObject({
        state: 'refused',
        sentence: expect.stringContaining('Say in the mapping how days are written: "days": "dmy" or "mdy".'),
      });
    expect(await send('check', { days: 'dmy' })).toMatchObject({ state: 'checked', rowsKept: 3 });
    const kept = await send('import', { days: 'dmy' });
    expect(kept).toMatchObject({ state: 'kept', rowsKept: 3, amount: '1229.25', preset: null });
    expect(await send('import', { days: 'dmy' })).toMatchObject({ state: 'unchanged' });
    expect((await house.get(`/files/${body.id}`)).tables[0].keptAs).toEqual([kept.id]);
  });

  test('of which only the names differ is read as it stands, and keeps the fast path', async () => {
    const english =
      'Order No.,Customer No.,Item No.,Posting Date,Quantity,Line Amount\nA1,C1,P1,2025-01-31,1,10.5\n';
    const { mapping } = await guessOf('english.csv', english);
    expect(Object.values(mapping.fields)).toEqual(
      ['Order No.', 'Customer No.', 'Item No.', 'Posting Date', 'Quantity', 'Line Amount'].map(heading => ({
        columns: [heading],
      })),
    );
    await save('BC', mapping);
    expect(await house.send('english.csv', english, { preset: 'BC' })).toMatchObject({
      state: 'kept',
      amount: '10.5',
    });
    expect(await house.send('again.csv', english, { preset: 'BC' })).toMatchObject({ state: 'unchanged' });
  });

  test('is mapped by hand: constant, join, split, value table, sign and unit', async () => {
    const text = [
      'Beleg;Pos;Kunde;Material;Tag;Gramm;Gutschrift;Weg',
      'A1;10;0000K7 / Ada;P;2025-01-31;1500;-10;Telefon',
      'A1;20;0000K7 / Ada;P;2025-01-31;500;-2.5;EDI',
    ].join('\n');
    const mapping = {
      kind: 'order-lines',
      fields: {
        order: { columns: ['Beleg', 'Pos'], joinWith: '-' },
        customer: { columns: ['Kunde'], split: { by: ' / ', take: -1 } },
        product: { columns: ['Material'] },
        day: { columns: ['Tag'] },
        quantity: { columns: ['Gramm'], factor: '0.001' },
        amount: { columns: ['Gutschrift'], negate: true },
        country: { constant: 'Germany' },
        channel: { columns: ['Weg'], values: { Telefon: 'manual' } },
      },
    };
    await save('By hand', mapping);
    const batch = await house.send('hand.csv', text, { preset: 'By hand' });
    expect(batch).toMatchObject({ state: 'kept', rowsKept: 2, amount: '12.5' });
    expect(await customers()).toEqual([['Ada', '12.5']]);
    const lines = await house.ledgerRows('SELECT sum(quantity) AS quantity FROM order_line WHERE {visible}');
    expect(Number(lines[0]?.quantity)).toBe(2000);
  });
});

describe('a preset', () => {
  const mapping = {
    kind: 'customers',
    fields: { customer: { columns: ['Kundennr.'] }, name: { columns: ['Firma'] } },
  };

  test('is replaced under its name, exported, removed and imported again, and every change is written down', async () => {
    await save('Kunden', { ...mapping, fields: { customer: { columns: ['Nr'] } } });
    await save(' Kunden ', mapping);
    expect(await house.get('/presets')).toMatchObject([{ name: 'Kunden', mapping }]);
    const file = await house.text('/presets/Kunden/file');
    expect(JSON.parse(file)).toEqual({ clientele: 'mapping preset', version: 1, name: 'Kunden', mapping });
    expect(file).toContain('\n  "mapping": {\n');
    expect((await house.ask('/presets/Kunden', 'DELETE')).body).toEqual([]);
    expect(await house.ask('/presets/file', 'POST', JSON.parse(file))).toMatchObject({ status: 200 });
    expect(await house.get('/presets')).toMatchObject([{ name: 'Kunden', mapping }]);
    const changes = await house.stores.database.within(localOwner('test'), store =>
      sql<{
        what: string;
      }>`SELECT what FROM change WHERE coalesce(before, after) ->> 'name' = 'Kunden' ORDER BY id`.execute(
        store,
      ),
    );
    expect(changes.rows.map(({ what }) => what)).toEqual([
      'mapping preset saved',
      'mapping preset saved',
      'mapping preset removed',
      'mapping preset saved',
    ]);
  });

  test('on a file with other headings is refused and says which are missing', async () => {
    await save('Kunden', mapping);
    const batch = await house.send('other.csv', 'Kundennr.,Name\nK1,Ada\n', { preset: 'Kunden' });
    expect(batch).toMatchObject({
      state: 'refused',
      sentence:
        'The mapping does not fit this table: name: the table has no column "Firma". Take one of Kundennr., Name.',
    });
  });

  test.each([
    ['cannot take the name of one that is built in', 'online-retail', {}, 409, 'built-in-preset'],
    ['needs a name', ' ', {}, 400, 'not-asked-right'],
    ['needs what the layout needs', 'x', { fields: {} }, 409, 'mapping-refused'],
    [
      'has no field that the layout has not',
      'x',
      { fields: { customer: { constant: 'a' }, colour: { constant: 'b' } } },
      409,
      'mapping-refused',
    ],
    ['has no property that nobody knows', 'x', { colour: 'blue' }, 400, 'not-asked-right'],
  ])('%s', async (_title, name, others, status, code) => {
    expect(await save(name, { ...mapping, ...others })).toMatchObject({ status, body: { code } });
  });

  test('that is not there is no preset to import by', async () => {
    const batch = await house.send('x.csv', 'customer\nK1\n', { preset: 'nowhere' });
    expect(batch).toMatchObject({
      state: 'refused',
      sentence: 'There is no preset "nowhere". Presets: online-retail.',
    });
    expect(await house.ask('/presets/nowhere', 'DELETE')).toMatchObject({ status: 404 });
    expect(await house.ask('/presets/online-retail', 'DELETE')).toMatchObject({ status: 409 });
  });
});

test('a file that was never sent cannot be looked at', async () => {
  expect(await house.ask('/files/nothing')).toMatchObject({ status: 404 });
  expect(await house.ask(`/files/${'0'.repeat(64)}`)).toMatchObject({ status: 404 });
});
