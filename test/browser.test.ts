import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

test('the browser of the packages opens a page of this machine and runs its script', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<title>Customers</title><h1></h1><script>document.querySelector("h1").append("Ranked")</script>',
    );
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await page.title()).toBe('Customers');
  expect(await page.getByRole('heading', { name: 'Ranked' }).isVisible()).toBe(true);
  await page.close();
  await new Promise(closed => server.close(closed));
});

test('text is drawn: a page with words differs from the same page without, and letters differ in width', async () => {
  const page = await browser.newPage({ viewport: { width: 300, height: 80 } });
  await page.setContent(
    '<body style="font: 24px sans-serif"><span id="a">iiii</span> <span id="b">WWWW</span>',
  );
  const written = await page.screenshot();
  const [narrow, wide] = await Promise.all([
    page.locator('#a').boundingBox(),
    page.locator('#b').boundingBox(),
  ]);
  await page.setContent('<body style="font: 24px sans-serif">');
  expect((await page.screenshot()).equals(written)).toBe(false);
  expect(wide?.width).toBeGreaterThan((narrow?.width ?? Number.POSITIVE_INFINITY) * 2);
  await page.close();
});
