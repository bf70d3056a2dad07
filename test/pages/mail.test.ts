import { afterAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../mail-server.ts';
import { OWNER } from '../signed-in.ts';
import { openedPages, seriousFindings, WIDE } from './opened-pages.ts';

let mail: MailServer;
const pages = openedPages({
  example: false,
  settings: async () => {
    mail = await startMailServer();
    return { CLIENTELE_SMTP_URL: mail.url, CLIENTELE_MAIL_FROM: 'Clientele <clientele@example.com>' };
  },
});
afterAll(() => mail?.close());

const linkIn = (text: string) => /^http:\S+$/m.exec(text)?.[0] ?? '';

test('an invitation is mailed; where that fails, or by hand, the link is shown', async () => {
  const page = await pages.goto('/people');
  const invite = async (name: string, email: string) => {
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('E-mail').fill(email);
    await dialog.getByLabel(/^Planner\./).check();
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const notice = page.getByRole('status', { name: 'One-time link' });
  await invite('Planner A', 'planner.a@example.com');
  await notice.getByText('A link was mailed to Planner A.').waitFor();
  expect(await notice.locator('code').count()).toBe(0);
  expect(linkIn((await mail.arrived(1))[0]?.text ?? '')).toContain(`${pages.url()}/welcome?token=`);
  await notice.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('grid', { name: 'People' }).getByText('Planner A').click();
  await page.getByRole('button', { name: 'New link to hand over' }).click();
  await notice.getByText('Hand this link to Planner A.').waitFor();

  mail.turned.away = true;
  await invite('Planner B', 'planner.b@example.com');
  await notice.getByText('The mail could not be sent. Hand this link to Planner B.').waitFor();
  mail.turned.away = false;
  expect(mail.letters).toHaveLength(1);
});

test('who forgot a password asks for a link, sets another, and is in', async () => {
  const page = await pages.goto('/sign-in', WIDE);
  await page.context().clearCookies();
  await page.goto(`${pages.url()}/sign-in`);
  const forgot = page.getByRole('button', { name: 'Forgot the password' });
  await forgot.waitFor();
  expect(await forgot.isDisabled()).toBe(true);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await forgot.click();
  await page.getByRole('status').filter({ hasText: 'a link is on its way' }).waitFor();
  const letter = (await mail.arrived(2))[1];
  await page.goto(linkIn(letter?.text ?? ''));
  await page.getByRole('heading', { name: 'A new password' }).waitFor();
  await page.getByLabel('Password').fill('another password of the owner');
  await page.keyboard.press('Enter');
  await page.getByRole('banner').getByRole('button', { name: 'Owner' }).waitFor();
});
