import { beforeAll, expect, test } from 'vitest';
import { modelEndpoints } from '../../contract/models.ts';
import { scenarioEndpoints } from '../../contract/scenarios.ts';
import { fetchedAsOwner } from '../signed-in.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge } from './opened-pages.ts';

const pages = openedPages({ example: false });
/** One more than the columns of a page are sent for. */
const CUSTOMERS = 20_001;

beforeAll(async () => {
  const lines = Array.from(
    { length: CUSTOMERS },
    (_, i) => `${i},C${i},P${i % 7},2025-03-10,1,${100 + (i % 50)},60\n`,
  );
  const sent = async (file: string, body: string) => {
    const query = `file=${file}&currency=EUR&homeCountry=DE`;
    const answer = await fetchedAsOwner(`${pages.url()}/api/batches?${query}`, { method: 'POST', body });
    const { id } = (await answer.json()) as { id: string };
    await (await fetchedAsOwner(`${pages.url()}/api/batches/${id}/progress`)).text();
  };
  await sent('lines.csv', `order,customer,product,day,quantity,amount,cost\n${lines.join('')}`);
  await sent('desk.csv', 'pool,month,amount,capacity_minutes\ndesk,2025-03,400000,200000\n');
  const model = {
    ...{ name: 'Desk', currency: 'EUR' },
    pools: [{ key: 'desk', name: 'Order desk', kind: 'time' }],
    activities: [
      {
        ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk' },
        minutes: [{ driver: 'orders', minutes: '9' }],
      },
    ],
  };
  await fetchedAsOwner(`${pages.url()}/api/models`, { method: 'POST', body: JSON.stringify(model) });
});

test('a book too large for the page has its scenarios run by the server, as the slider rests', async () => {
  const basis = await answerOf(pages.url(), scenarioEndpoints.scenarioBasis, {});
  expect(basis).toMatchObject({ columns: false, revenue: '', customers: [] });
  const page = await pages.goto('/scenarios');
  await page.getByRole('button', { name: 'Add a change' }).click();
  await page.getByLabel('Price, %').fill('10');
  const body = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } } as const;
  const told = await answerOf(pages.url(), scenarioEndpoints.runScenario, {
    body: { ...body, changes: [...body.changes] },
  });
  expect(told).toMatchObject({ moved: CUSTOMERS, met: [CUSTOMERS] });
  const whole = Math.round(Number(told.profitCustomers.low)).toLocaleString('en-GB');
  await page.getByRole('row', { name: 'Profit of customers' }).getByText(whole).waitFor();
  await page.getByText('For 20,001 customers.').waitFor();
  await page.getByLabel('Customer', { exact: true }).fill('C77');
  await page.getByText('For 1 customer.').waitFor();
  expect(await overTheEdge(page)).toBe(0);
});

test('a draft of its cost model is told by the server too', async () => {
  const page = await pages.goto('/model');
  await page.getByLabel('Entry: minutes per order', { exact: true }).fill('30');
  const { model } = await answerOf(pages.url(), modelEndpoints.model, { params: { id: 'current' } });
  const [entry] = model.activities as [(typeof model.activities)[number]];
  const told = await answerOf(pages.url(), modelEndpoints.previewModel, {
    body: { ...model, activities: [{ ...entry, minutes: [{ driver: 'orders', minutes: '30' }] }] },
  });
  expect(told.crossing).toEqual({ enters: told.unprofitable.after - told.unprofitable.before, leaves: 0 });
  expect(told.crossing.enters).toBeGreaterThan(1000);
  const red = told.crossing.enters.toLocaleString('en-GB');
  await page.getByRole('region', { name: 'Draft' }).getByText(`${red} customers fall below zero`).waitFor();
});
