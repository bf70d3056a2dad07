import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine } from '../test/command-line.ts';
import { testHouse } from '../test/house.ts';
import { wallPeople } from '../test/wall-people.ts';

const folder = mkdtempSync(join(tmpdir(), 'clientele walls '));
const { clientele, json, serving } = commandLine(folder);

beforeAll(async () => {
  const lines = join(folder, 'lines.csv');
  const rows = ['K1', 'K2', 'K3'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`);
  writeFileSync(lines, `order,customer,product,day,quantity,amount\n${rows.join('')}`);
  await clientele(['import', lines, '--currency', 'EUR']);
  const house = await testHouse(join(folder, 'book'));
  await wallPeople(house, { 'Account manager A': ['controller'], Steward: ['compliance steward'] });
  await house.leave();
  await serving();
});
afterAll(async () => {
  await clientele(['stop']);
  rmSync(folder, { recursive: true, force: true });
});

test('without walls the list says what makes one', async () => {
  expect((await clientele(['walls'])).out).toBe(
    'No customer is walled: clientele walls rivals KEY KEY declares rivals.\n',
  );
  expect((await clientele(['walls', '--help'])).out).toContain('clientele walls who 10104');
});

test('rivals are shown before, and declared only with a yes', async () => {
  const asked = await clientele(['walls', 'rivals', 'K1', 'K2']);
  expect(asked).toMatchObject({
    code: 1,
    error: 'Nothing was changed: with --yes they are declared rivals.\n',
    out: expect.stringMatching(
      /^Rivals: K1, K2\n2 people lose sight of customers; 1 person is not touched\..*\nperson +loses sight of\nAccount manager A +K1, K2\nOwner +K1, K2\n$/,
    ),
  });
  const shown = await clientele(['walls', 'rivals', 'K1', 'K2', '--json']);
  expect(shown.code).toBe(1);
  expect(JSON.parse(shown.out)).toMatchObject({ others: 1 });
  expect((await json('walls')).classes).toEqual([]);
  const declared = await clientele(['walls', 'rivals', 'K1', 'K2', '--name', 'Motors', '--yes']);
  expect(declared).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Declared\. It holds from the next request on\.\n$/),
  });
  const { classes } = await json('walls', 'rivals', 'K3', '--class', 'motors', '--yes');
  expect(classes).toMatchObject([{ name: 'Motors', members: [{}, {}, {}] }]);
  expect(await clientele(['walls', 'rivals', 'K3', '--class', 'Pumps', '--yes'])).toMatchObject({
    code: 1,
    error: 'There is no conflict class "Pumps".\n',
  });
  expect(await clientele(['walls', 'rivals', 'K9', 'K1'])).toMatchObject({ code: 1, out: '' });
});

test('somebody is let in by name, seen by who, and withdrawn', async () => {
  const grant = ['--role', 'owner', '--purpose', 'Looks after it', '--until', '2999-12-31'];
  const made = await clientele(['walls', 'let-in', 'account manager a', 'K1', ...grant]);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^Account manager A has a grant for K1 through 2999-12-31\. Let in as owner\. {3}gra_\w+\n$/,
    ),
  });
  expect((await clientele(['walls', 'who', 'K1'])).out).toMatch(
    /^K1 {3}walled {3}1 person sees it\nperson .*\nAccount manager A +controller +Let in as owner\n$/,
  );
  expect((await clientele(['walls'])).out).toMatch(
    /^Account manager A +K1 +owner +Looks after it +2999-12-31 +in +gra_/m,
  );
  const [{ id }] = (await json('walls')).participants;
  expect(await clientele(['walls', 'withdraw', id])).toMatchObject({ code: 0, out: 'Withdrawn.\n' });
  expect((await json('walls', 'who', 'K1')).closed).toMatchObject([{ rule: 'withdrawn' }]);
  expect(await clientele(['walls', 'withdraw', id])).toMatchObject({ code: 1 });
  expect(await clientele(['walls', 'let-in', 'Nobody', 'K1', ...grant])).toMatchObject({
    code: 1,
    error: 'There is nobody called "Nobody".\n',
  });
});

test('a crossing is listed with its id, and withdrawn by it', async () => {
  const [{ id: conflictClass }] = (await json('walls')).classes;
  // Only a person approves one, so it is done between two runs of the server.
  await clientele(['stop']);
  const house = await testHouse(join(folder, 'book'));
  const { approveCrossing } = await wallPeople(house, { 'Another steward': ['compliance steward'] });
  await approveCrossing('Another steward', {
    ...{ person: 'per_AccountmanagerA', class: conflictClass, to: 'K2' },
    ...{ reason: 'Moves over', coolingOffDays: 30 },
  });
  await house.leave();
  await serving();
  expect((await clientele(['walls'])).out).toMatch(
    /^Account manager A +Motors +K2 +\d{4}-\d\d-\d\d +cooling off +cro_\w+$/m,
  );
  const [{ id }] = (await json('walls')).crossings;
  expect(await clientele(['walls', 'withdraw', id])).toMatchObject({ code: 0, out: 'Withdrawn.\n' });
  expect((await clientele(['walls'])).out).toMatch(/^Account manager A +Motors +K2 .* withdrawn +cro_/m);
  expect(await clientele(['walls', 'withdraw', id])).toMatchObject({
    code: 1,
    error: 'There is no such crossing, or it was withdrawn before.\n',
  });
});

test('what is not understood names what is missing', async () => {
  const said = async (...line: string[]) => {
    const { code, error } = await clientele(['walls', ...line]);
    return [code, error.split('\n')[0]];
  };
  expect(await said('build')).toEqual([2, '"build" is not understood.']);
  expect(await said('rivals')).toEqual([2, 'KEY is missing.']);
  expect(await said('let-in')).toEqual([2, 'PERSON is missing.']);
  expect(await said('let-in', 'A', 'K1')).toEqual([2, '--role is one of owner, contributor, reader.']);
  expect(await said('let-in', 'A', 'K1', '--role', 'reader')).toEqual([2, '--purpose is missing.']);
  expect(await said('who', 'K1', 'K2')).toEqual([2, '"K2" is one word too many.']);
});
