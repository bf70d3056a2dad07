import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.send(
    'facts.csv',
    [
      'order,customer,product,day,quantity,amount,channel,country',
      'A1,C1,P1,2025-01-10,10,4000,manual,Norway',
      'A1,C1,P2,2025-01-10,2,3000,manual,Norway',
      'A2,C2,P1,2025-02-10,400,900,edi,Sweden',
      'A3,C2,P2,2025-03-10,1,60,manual,Sweden',
      'A4,,P1,2025-03-11,5,100,edi,Norway',
      '',
    ].join('\n'),
    { currency: 'NOK', homeCountry: 'Norway' },
  );
});
afterAll(() => house.close());

interface Statement {
  readonly source?: string;
  readonly assumed?: boolean;
}

test('there are three to start with, in the book’s currency, and every figure in them is assumed', async () => {
  const models = await house.get('/models/starting');
  expect(models.map(({ key }: { key: string }) => key)).toEqual(['manufacturer', 'distributor', 'services']);
  for (const { model } of models) {
    expect(model.currency).toBe('NOK');
    const stated: Statement[] = [model.productCost, ...model.pools, ...model.activities];
    expect(stated.filter(({ assumed }) => assumed !== true)).toEqual([]);
    for (const { source } of stated) expect(source).toMatch(/^A placeholder, to be replaced by your own/);
  }
});

test.each(['manufacturer', 'distributor', 'services'])(
  'order lines alone are answered by the model of a %s: reconciled, grade D, with its reason',
  async kind => {
    const models = await house.get('/models/starting');
    const { model } = models.find(({ key }: { key: string }) => key === kind);
    expect(await house.ask('/models', 'POST', model)).toMatchObject({ status: 200, body: { inUse: true } });
    const portfolio = await house.get('/portfolio');
    expect(portfolio).toMatchObject({
      ...{ reconciled: true, difference: '0', grade: 'D', assumedShare: 1 },
      gradeReason: '100 % of its cost rests on assumed rates: more than the 60 % of grade C.',
    });
    expect(Number(portfolio.totals.costToServe)).toBeGreaterThan(0);
    expect((await house.get('/reconciliation')).uncosted).toEqual([]);
    const { customers } = await house.get('/portfolio/customers');
    expect(customers).toMatchObject([
      { sourceKey: 'C1', grade: 'D' },
      { sourceKey: 'C2', grade: 'D' },
    ]);
  },
);
