import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { customerEndpoints } from '../../contract/customers.ts';
import { wallEndpoints } from '../../contract/walls.ts';
import { wallPeople } from '../wall-people.ts';
import { answerOf } from './answers.ts';
import { openedPages, overTheEdge, PHONE_AT_NIGHT, seriousFindings, WIDE } from './opened-pages.ts';
import { cookieOfPerson } from './people-pages.ts';

const pages = openedPages({ example: true });
const A = 'Account manager A';
const B = 'Account manager B';

let people: Awaited<ReturnType<typeof wallPeople>>;
let customers: { id: string; name: string }[];
beforeAll(async () => {
  people = await wallPeople(pages.house(), {
    [A]: ['controller'],
    [B]: ['controller'],
    'Front desk': ['front line'],
    Steward: ['compliance steward'],
  });
  customers = await answerOf(pages.url(), customerEndpoints.findCustomers);
});

const customer = (at: number) => customers[at] as { id: string; name: string };
const walls = () => answerOf(pages.url(), wallEndpoints.walls);
const letIn = (person: string, at: number, until = '2999-12-31') =>
  answerOf(pages.url(), wallEndpoints.letIn, {
    body: {
      person: people.id(person),
      customer: customer(at).id,
      role: 'owner',
      purpose: 'Looks after it',
      until,
    },
  });

/** Chooses a customer in the field Customer. */
async function choose(page: Page | Locator, at: number): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Customer', exact: true });
  await field.fill(customer(at).name);
  await page
    .getByRole('option', { name: customer(at).name })
    .first()
    .click();
}

async function asPerson(name: string, path: string): Promise<Page> {
  return await pages.goto(path, WIDE, await cookieOfPerson(pages, { id: people.id(name), name }));
}

test('two clicks choose rivals, the preview says who loses sight, and one button declares them', async () => {
  const page = await pages.goto('/walls');
  await page.getByText('Choose two customers or more').waitFor();
  const field = page.getByRole('combobox', { name: 'Customers that are rivals' });
  await field.click();
  await page.getByRole('option', { name: customer(0).name }).click();
  await page.getByText('Choose another one').waitFor();
  await page.getByRole('option', { name: customer(1).name }).click();
  const preview = page.getByRole('table', { name: 'Who loses sight of which customers' });
  await preview.getByRole('row', { name: new RegExp(`^${A}`) }).waitFor();
  expect(await preview.getByRole('row').nth(1).innerText()).toContain(
    `${customer(0).name} and ${customer(1).name}`,
  );
  await page.getByText('people lose sight of customers; ').waitFor();
  // What is chosen can be sent as a link.
  expect(new URL(page.url()).searchParams.getAll('rivals')).toEqual([customer(0).id, customer(1).id]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Declare rivals: \d people lose sight$/ }).click();
  await page.getByText(`${customer(0).name} and ${customer(1).name} are rivals from today on.`).waitFor();
  const members = page.getByRole('table', { name: `Members of ${customer(0).name} and ${customer(1).name}` });
  await members.getByRole('link', { name: customer(1).name }).waitFor();
  expect((await walls()).classes).toMatchObject([{ members: [{}, {}] }]);
});

test('a third customer joins the class, by keyboard, and leaves it on a day', async () => {
  const { classes, today } = await walls();
  const page = await pages.goto(`/walls?class=${classes[0]?.id}`);
  const field = page.getByRole('combobox', { name: 'Customers that are rivals' });
  await field.focus();
  await page.keyboard.type(customer(2).name);
  await page
    .getByRole('option', { name: customer(2).name })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Declare rivals/ }).click();
  await page.getByText(`${customer(2).name} is a rival from today on.`).waitFor();
  const row = page.getByRole('row', { name: new RegExp(`^${customer(2).name}`) });
  await row.getByRole('button', { name: 'End' }).click();
  await page.getByRole('button', { name: 'End the membership' }).click();
  await row.getByRole('cell', { name: today }).nth(1).waitFor();
  await page.goto(`${pages.url()}/walls?class=${classes[0]?.id}&rivals=${customer(0).id}`);
  await page.getByText(`${customer(0).name} is in this class already.`).waitFor();
});

test('somebody is let in, told why they are not in yet, and withdrawn', async () => {
  const page = await pages.goto('/walls?section=participants');
  await page.getByRole('combobox', { name: 'Person' }).selectOption(people.id(A));
  await choose(page, 0);
  await page.getByLabel('Purpose').fill('Yearly talks');
  expect(await page.getByRole('button', { name: 'Let in' }).isDisabled()).toBe(true);
  await page.getByLabel('Last day').fill('2999-12-31');
  await page.getByRole('button', { name: 'Let in' }).click();
  await page.getByText(`${A} sees ${customer(0).name} through 2999-12-31.`).waitFor();
  await letIn(A, 1);
  await page.reload();
  const table = page.getByRole('table', { name: 'Participants by customer' });
  await table.getByText(/other side/).waitFor();
  await table.getByText(`Stands on the side of ${customer(0).name}`).waitFor();
  await page.getByRole('heading', { name: '2 participants, 1 of them not in at present' }).waitFor();
  await table
    .getByRole('row', { name: /other side/ })
    .getByRole('button', { name: 'Withdraw' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('heading', { name: '1 participant', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show 1 that are over' }).click();
  await table.getByText('withdrawn', { exact: true }).waitFor();
  expect(page.url()).toContain('over=shown');
});

test('who can see a customer is told with the rule', async () => {
  await letIn(B, 0, (await walls()).today);
  await answerOf(pages.url(), wallEndpoints.setHandling, {
    body: { customer: customer(0).id, rules: 'Drawings stay in the house.', training: ['Secrecy'] },
  });
  await people.sign(A, { customer: customer(0).id, version: 1 });
  await answerOf(pages.url(), wallEndpoints.setTraining, {
    body: { person: people.id(A), training: 'Secrecy', until: '2999-12-31' },
  });
  // Who runs walls stands before them too: of this customer they see who sees it, and no page.
  const page = await pages.goto(`/walls?section=who&customer=${customer(0).id}`);
  await page.getByText(`1 person sees ${customer(0).name}.`).waitFor();
  const seers = page.getByRole('table', { name: `People who see ${customer(0).name}` });
  await seers.getByRole('row', { name: new RegExp(`${A}.*Let in as reader`) }).waitFor();
  const kept = page.getByRole('table', { name: `Participants kept out of ${customer(0).name}` });
  await kept.getByText('Has not signed version 1 of the handling rules').waitFor();
});

test('rules, training, a wall for another reason and a code name are kept', async () => {
  const page = await pages.goto(`/walls?section=rules&customer=${customer(3).id}`);
  await page.getByLabel(`Handling rules of ${customer(3).name}`).fill('Nothing by mail.');
  await page.getByLabel('Required training').fill('Secrecy, Export');
  await page.getByRole('button', { name: 'Keep as version 1' }).click();
  const row = page.getByRole('row', {
    name: new RegExp(`^${customer(3).name}.*Nothing by mail.*Export, Secrecy|Secrecy, Export`),
  });
  await row.first().waitFor();
  await page.getByRole('link', { name: 'Rivals', exact: true }).click();
  const reason = page.getByRole('region', { name: 'Walled for another reason' });
  await choose(reason, 3);
  await reason.getByLabel('Reason').fill('Secrecy by contract');
  await reason.getByRole('button', { name: 'Wall this customer' }).click();
  await reason.getByRole('cell', { name: 'Secrecy by contract' }).waitFor();
  const names = page.getByRole('region', { name: 'Code names' });
  for (const [at, name] of [
    [3, 'Falcon'],
    [0, 'Falcon'],
  ] as const) {
    await choose(names, at);
    await names.getByRole('textbox', { name: 'Code name' }).fill(name);
    await names.getByRole('button', { name: 'Name it so' }).click();
    await names
      .getByText(at === 3 ? 'Falcon' : 'is called "Falcon" already')
      .first()
      .waitFor();
  }
});

test('what a steward approved is listed, and who signed in approves', async () => {
  const { classes } = await walls();
  const crossing = {
    class: classes[0]?.id ?? '',
    to: customer(1).id,
    reason: 'Moves over',
    coolingOffDays: 30,
  };
  await people.approveCrossing('Steward', { ...crossing, person: people.id(A) });
  await people.breakGlass('Steward', {
    ...{ person: people.id('Front desk'), customer: customer(0).id, reason: 'Line down at night', hours: 4 },
  });
  const page = await pages.goto('/walls?section=exceptions');
  const crossings = page.getByRole('table', { name: 'Crossings' });
  await crossings.getByText('cooling off').waitFor();
  await crossings.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText(`${A} does not go over to the side of ${customer(1).name}.`).waitFor();
  await page.getByRole('button', { name: 'Withdraw the crossing' }).click();
  await crossings.getByText('withdrawn').waitFor();
  expect(await crossings.getByRole('button', { name: 'Withdraw' }).count()).toBe(0);
  const glass = page.getByRole('region', { name: 'Break-glass' });
  await glass.getByRole('combobox', { name: 'Person' }).selectOption(people.id('Front desk'));
  await choose(glass, 0);
  await glass.getByLabel('Reason').fill('In need');
  await glass.getByRole('button', { name: 'Open the wall' }).click();
  await page.getByRole('table', { name: 'Break-glass' }).getByText('In need').waitFor();
});

test('whoever runs no walls finds their own: rules to sign, what ends, what was opened in need', async () => {
  await people.sign(A, { customer: customer(0).id, version: 1 });
  const page = await asPerson(B, '/walls/mine');
  await page.getByRole('heading', { level: 1, name: 'My walls' }).waitFor();
  await page.getByText('Drawings stay in the house.').waitFor();
  await page.getByRole('button', { name: 'I have read these rules and keep them' }).click();
  const mine = page.getByRole('table', { name: 'Walls that I am let through' });
  await mine.getByText('Training “Secrecy” is missing or has lapsed').waitFor();
  await answerOf(pages.url(), wallEndpoints.setTraining, {
    body: { person: people.id(B), training: 'Secrecy', until: (await walls()).today },
  });
  await page.reload();
  await page.getByText('Your training “Secrecy” holds through').waitFor();
  await page.getByRole('table', { name: 'Walls opened in need' }).getByText('Line down at night').waitFor();
  // Its customer's page says nothing of who else sees it.
  await mine.getByRole('link', { name: customer(0).name }).click();
  await page.getByRole('link', { name: 'Profit by product' }).waitFor();
  expect(await page.getByRole('link', { name: 'Who can see this?' }).count()).toBe(0);
});

test('whoever sees some customers reads of them as such, and whoever sees none is not told of an empty book', async () => {
  const page = await asPerson(A, '/');
  await page.getByText('the customers that you see').waitFor();
  expect(await page.getByText('Company profit').count()).toBe(0);
  expect(await page.getByText('Reconciliation to the ledger').count()).toBe(0);
  const steward = await asPerson('Steward', '/');
  await steward.getByRole('heading', { name: 'No customers that you see' }).waitFor();
  expect(await steward.getByRole('button', { name: 'Load the example company' }).count()).toBe(0);
});

test.each([
  ['wide in light', WIDE],
  ['on a phone in the dark', PHONE_AT_NIGHT],
])('%s: nothing runs over the edge, and axe finds nothing serious', async (_name, options) => {
  const chosen = `rivals=${customer(4).id}&rivals=${customer(5).id}`;
  for (const [path, shown] of [
    [`/walls?${chosen}`, 'Who loses sight of which customers'],
    ['/walls?section=participants&over=shown', 'Participants by customer'],
    [`/walls?section=rules&customer=${customer(0).id}`, 'Handling rules by customer'],
    ['/walls?section=exceptions', 'Break-glass'],
    [`/walls?section=who&customer=${customer(0).id}`, `People who see ${customer(0).name}`],
  ] as const) {
    const page = await pages.goto(path, options);
    await page.getByRole('table', { name: shown }).waitFor();
    expect(await overTheEdge(page), path).toBe(0);
    expect(await seriousFindings(page), path).toEqual([]);
  }
  const page = await pages.goto('/walls', options);
  await page.getByRole('combobox', { name: 'Customers that are rivals' }).click();
  await page.getByRole('option').first().waitFor();
  expect(await overTheEdge(page)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  const mine = await pages.goto('/walls/mine', options);
  await mine.getByRole('heading', { name: 'You are let through no wall' }).waitFor();
  expect(await seriousFindings(mine)).toEqual([]);
});
