import type { TestHouse } from './house.ts';
import { shownOnPages } from './shown-figures.ts';

const PERIODS = ['all', '2025', '2024-11..2025-02', '2025-03'];
/** What one book says otherwise than the next: when and by whom, and how often it was changed. */
const OF_ONE_BOOK = new Set(['revision', 'at', 'by', 'undoneAt']);

/** What the pages answer about the example company, and how they explain a figure of each sort; ids as what they name. */
export async function answersAbout(house: TestHouse): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const ask = async (path: string) => {
    answers[path] = await house.get(path);
  };
  for (const period of PERIODS) {
    for (const path of [
      'portfolio',
      'portfolio/customers',
      'drivers',
      'reconciliation',
      'capacity',
      'measurements',
    ])
      await ask(`/${path}?period=${period}${path === 'portfolio/customers' ? '&limit=1000' : ''}`);
  }
  const { customers } = await house.get('/portfolio/customers?limit=1000');
  for (const { id } of [customers[0], customers[99], customers.at(-1)])
    for (const path of [`${id}?grain=month`, `${id}?period=2025&grain=quarter`, `${id}/lines?limit=500`])
      await ask(`/customers/${path}`);
  for (const path of ['?customers=40&products=12', '/losses?limit=40', '/losses?by=loss&product=seal'])
    await ask(`/products${path}&period=2025-03`);
  const sorts = new Set<string>();
  for (const { figure } of await shownOnPages(house, '2025-03')) {
    const sort = figure.replace(
      /(cus|bat|mod)_\w+|\d+|(?<=driver\/|cell\/cus_\w+\/|cost\/|pool\/|activity\/)[^/?@]+/g,
      '$1',
    );
    if (!sorts.has(sort)) await ask(`/explain?${new URLSearchParams({ figure, period: '2025-03' })}`);
    sorts.add(sort);
  }
  return named(house, answers, customers);
}

async function named(
  house: TestHouse,
  answers: Record<string, unknown>,
  customers: readonly { id: string; sourceKey: string }[],
): Promise<Record<string, unknown>> {
  const names = new Map(customers.map(({ id, sourceKey }) => [id, `customer ${sourceKey}`]));
  for (const { id, file } of await house.get('/batches')) names.set(id, `file ${file}`);
  const text = JSON.stringify(answers, (key, value) => (OF_ONE_BOOK.has(key) ? undefined : value));
  return JSON.parse(text.replace(/(?:cus|bat|mod)_\w+/g, id => names.get(id) ?? id.slice(0, 3)));
}
