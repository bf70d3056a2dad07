import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchedAsOwner, ownerSignsIn } from '../test/signed-in.ts';
import { type Serving, startServing } from './serve.ts';

const IDLE_SECONDS = 1;
const HEAD = 'order,customer,product,day,quantity,amount\n';

let folder: string;
let serving: Serving;
let cookie: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-upload-'));
  const env = { ...process.env, CLIENTELE_DATA: folder, CLIENTELE_UPLOAD_IDLE_SECONDS: String(IDLE_SECONDS) };
  serving = await startServing(env, { port: 0 });
  cookie = await ownerSignsIn(serving.url, serving.welcome);
});
afterAll(async () => {
  await serving.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Begins an upload without an end; answers the connection, and all that comes over it until it is closed. */
function begun(path: string): { socket: Socket; said: Promise<string> } {
  const socket = connect(Number(new URL(serving.url).port), '127.0.0.1');
  const said = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', part => {
      text += part;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
  socket.write(
    `POST /api${path}?file=slow.csv HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  return { socket, said };
}
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

test.each(['/batches', '/files'])(
  'an upload to %s that stalls is refused with a sentence and leaves nothing',
  async path => {
    const { socket, said } = begun(path);
    socket.write(chunk(HEAD));
    expect(await said).toMatch(
      /^HTTP\/1\.1 408 [\s\S]*"upload-stalled"[\s\S]*Nothing came for 1 seconds in the middle of the file/,
    );
    const { folder: places } = serving.house.stores;
    expect(readdirSync(places.files)).toEqual([]);
    expect(readdirSync(places.staging).filter(name => name.endsWith('.part'))).toEqual([]);
    expect(await (await fetchedAsOwner(`${serving.url}/api/batches`)).json()).toEqual([]);
  },
);

test('one that is slow but never silent for long is taken, however long it takes', async () => {
  const { socket, said } = begun('/batches');
  const rows = ['A1,C1,P1,2025-01-10,2,20\n', 'A2,C1,P1,2025-01-11,2,20\n', 'A3,C1,P1,2025-01-12,2,20\n'];
  for (const text of [HEAD, ...rows]) {
    socket.write(chunk(text));
    await new Promise(resolve => setTimeout(resolve, IDLE_SECONDS * 600));
  }
  socket.write('0\r\n\r\n');
  expect(await said).toMatch(/^HTTP\/1\.1 200 /);
});
