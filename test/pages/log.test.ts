import { localOwner } from '@clientele/engine';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { auditEndpoints } from '../../contract/audit.ts';
import { customerEndpoints } from '../../contract/customers.ts';
import { decisionEndpoints } from '../../contract/decisions.ts';
import { peopleEndpoints } from '../../contract/people.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { recordChange } from '../../server/facts/store.ts';
import { cookieByLink } from '../signed-in.ts';
import { wallPeople } from '../wall-people.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';

const pages = openedPages({ example: true });
const AUDITOR = 'Auditor of the house';
const FRONT = 'Front desk';

let people: Awaited<ReturnType<typeof wallPeople>>;
let customers: { id: string; name: string }[];
/** The entry of a decision about a walled customer. */
let decided: number;

beforeAll(async () => {
  people = await wallPeople(pages.house(), { [AUDITOR]: ['auditor'], [FRONT]: ['front line'] });
  customers = await answerOf(pages.url(), customerEndpoints.findCustomers);
  const [first, second] = customers.map(({ id }) => id) as [string, string];
  for (const owner of ['Sales', 'Service'])
    await answerOf(pages.url(), decisionEndpoints.decide, {
      params: { id: first },
      body: { enough: false, action: 'Raise prices', owner, reviewOn: '2999-01-01' },
    });
  [decided] = (await entries()).map(({ sequence }) => sequence) as [number];
  await answerOf(pages.url(), wallEndpoints.declareRivals, { body: { customers: [first, second] } });
  const [owner] = (await answerOf(pages.url(), peopleEndpoints.people)).filter(one => one.signsIn);
  const letIn = { role: 'owner' as const, purpose: 'Runs the house', until: '2999-12-31' };
  await answerOf(pages.url(), wallEndpoints.letIn, {
    body: { ...letIn, person: owner?.id ?? '', customer: first },
  });
  // Many at once, as an import of years would bring them.
  await pages.house().stores.database.within(localOwner('job'), async store => {
    for (let i = 0; i < 120; i++)
      await recordChange(localOwner('job'), store, {
        ...{ what: 'view saved', before: null, after: { name: `View ${i}` }, customers: [] },
      });
  });
});

const entries = async () => (await answerOf(pages.url(), auditEndpoints.audit)).entries;
const rows = (page: Page) => page.getByRole('grid', { name: 'Entries of the log' }).getByRole('row');

async function asPerson(name: string, path: string): Promise<Page> {
  const { address } = await answerOf(pages.url(), peopleEndpoints.resetLink, {
    params: { id: people.id(name) },
    body: {},
  });
  const who = { name, email: `${people.id(name)}@example.com`, password: 'a password of theirs' };
  const cookie = await cookieByLink((to, init) => fetch(pages.url() + to, init), address, who);
  return await pages.goto(path, WIDE, cookie);
}

test('an entry opens to what stood before and after, and leads to its customer', async () => {
  const page = await pages.goto(`/log?below=${decided + 1}`);
  await page
    .getByRole('heading', { name: new RegExp(`^Entries ${decided} to \\d+, newer ones before$`) })
    .waitFor();
  await rows(page).filter({ hasText: 'decision' }).first().click();
  expect(new URL(page.url()).searchParams.get('entry')).toBe(String(decided));
  const sides = page.getByRole('table', { name: 'What stood before and after' });
  expect(await sides.getByRole('row', { name: /^owner/ }).innerText()).toMatch(/owner\s+Sales\s+Service/);
  const panel = page.getByRole('complementary', { name: 'Entry of the log' });
  const { hash } = await answerOf(pages.url(), auditEndpoints.auditEntry, { params: { sequence: decided } });
  await panel.getByText(`Hash ${hash}, after `).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.goBack();
  await panel.getByRole('link', { name: customers[0]?.name ?? '' }).click();
  await page.waitForURL(`**/customers/${customers[0]?.id}`);
});

test('the log is narrowed by person, kind and days, and the address says to what', async () => {
  const page = await pages.goto('/log');
  await page.getByLabel('Person').selectOption({ label: AUDITOR });
  await page.getByRole('heading', { name: 'No entry is of this kind' }).waitFor();
  await page.getByLabel('Person').selectOption('local owner');
  await page.getByLabel('Kind').selectOption('changes');
  await page.getByLabel('From').fill('2000-01-01');
  await rows(page).filter({ hasText: 'view saved' }).first().waitFor();
  const { searchParams } = new URL(page.url());
  expect([...searchParams.keys()]).toEqual(['person', 'entries', 'from']);
  await page.getByLabel('Through').fill('2000-01-02');
  await page.getByRole('heading', { name: 'No entry is of this kind' }).waitFor();
});

test('whoever leafs back comes to the first entry, each standing on one page only', async () => {
  const all = (await answerOf(pages.url(), auditEndpoints.audit, { query: { limit: 1000 } })).entries;
  const page = await pages.goto('/log');
  const told: string[] = [];
  for (;;) {
    const heading = page.getByRole('heading', { name: /^Entries \d+ to \d+, newe/ });
    await page.locator('[role=grid]:not([aria-busy])').waitFor();
    told.push((await heading.innerText()).replace(/,.*/, ''));
    const older = page.getByRole('button', { name: 'Older entries' });
    if ((await older.count()) === 0) break;
    await older.click();
    await page.waitForURL(url => url.searchParams.get('below') === told.at(-1)?.split(' ').at(-1));
  }
  const at = (index: number) => all.at(index)?.sequence;
  expect(told).toEqual([`Entries ${at(0)} to ${at(99)}`, `Entries ${at(100)} to ${at(-1)}`]);
  await page.getByRole('button', { name: 'Newest entries' }).click();
  await page.getByText('newest first').waitFor();
});

test('the chain is worked out anew at a press, and the page says up to which entry it holds', async () => {
  const page = await pages.goto('/log');
  await page.getByText('The chain is not verified yet.').waitFor();
  await page.getByRole('button', { name: 'Verify' }).click();
  const { sequence } = (await entries())[0] as { sequence: number };
  await page
    .getByText(new RegExp(`^Verified up to entry ${sequence} at \\d{4}-\\d\\d-\\d\\d \\d\\d:`))
    .waitFor();
});

test('an auditor finds no entry from behind a wall, and no way to customers; others find no log', async () => {
  const page = await asPerson(AUDITOR, `/log?entry=${decided}`);
  await page.getByText(`There is no entry ${decided} in the log.`).waitFor();
  const told = await page.locator('body').innerText();
  for (const { id, name } of customers.slice(0, 2))
    expect([told.includes(id), told.includes(name)]).toEqual([false, false]);
  expect(await page.locator('main a[href^="/customers/"]').count()).toBe(0);
  const front = await asPerson(FRONT, '/log');
  await front.getByText('may not do this: it takes the right “Read the log').first().waitFor();
  await front.getByRole('button', { name: FRONT }).click();
  await front.getByRole('link', { name: 'My account' }).waitFor();
  expect(await front.getByRole('link', { name: 'Log', exact: true }).count()).toBe(0);
});

test('by keyboard the first entry opens, and Escape closes it', async () => {
  const page = await pages.goto('/');
  await page.getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('link', { name: 'Log' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await rows(page).nth(1).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Entry of the log' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Entry of the log' }).waitFor({ state: 'detached' });
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  for (const path of ['/log', `/log?entry=${decided}`, '/log?until=2000-01-01']) {
    const page = await pages.goto(path, options);
    await page.getByLabel('Kind').waitFor();
    await page
      .getByText(/What stood before|^By$|No entry is of this kind/)
      .first()
      .waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
});
