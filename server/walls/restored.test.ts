import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner, rightsOf } from '@clientele/engine';
import { afterAll, expect, test } from 'vitest';
import { testHouse } from '../../test/house.ts';
import { addedPeople } from '../../test/wall-people.ts';
import { restoreBackup } from '../settings/restore.ts';

const place = mkdtempSync(join(tmpdir(), 'clientele-walls-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('a restored book keeps customers and files behind their walls', async () => {
  const house = await testHouse();
  const line = (customer: string) => `A-${customer},${customer},P1,2025-03-03,5,50\n`;
  const heading = 'order,customer,product,day,quantity,amount\n';
  for (const customer of ['OPEN', 'SHUT'])
    await house.send(`${customer}.csv`, heading + line(customer), { currency: 'EUR' });
  const personId = (await addedPeople(house, { Cora: ['controller'] })).get('Cora') as number;
  await house.ask('/walls/customers', 'POST', { customer: 'SHUT', reason: 'Contract' });
  const backup = await house.fetched('/backups', { method: 'POST' });
  const tar = join(place, 'book.tar');
  writeFileSync(tar, Buffer.from(await backup.arrayBuffer()));
  await house.close();

  const folder = join(place, 'restored');
  await restoreBackup({ ...process.env, CLIENTELE_DATA: folder }, tar);
  const restored = await testHouse(folder);
  const cora = restored.as({ ...localOwner('test'), personId, rights: rightsOf(['controller']) });
  const asked = async (path: string) =>
    (await (await cora.fetch(new Request(`http://127.0.0.1/api${path}`))).json()) as { file: string }[];
  expect((await asked('/batches')).map(({ file }) => file)).toEqual(['OPEN.csv']);
  expect(JSON.stringify(await asked('/portfolio/customers'))).not.toContain('SHUT');
  expect(await restored.get('/batches')).toHaveLength(2);
  await restored.close();
});
