import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '../server/house.ts';
import { startServing } from '../server/serve.ts';
import { fetchedAsOwner, ownerSignsIn } from './signed-in.ts';

/**
 * A real server on a free port with data of its own, the example company in it where asked for. Its owner has signed in:
 * `cookie` is what the owner's browser sends.
 */
export async function startServer({
  example,
  settings = {},
}: {
  example: boolean;
  settings?: Readonly<Record<string, string>>;
}): Promise<{ url: string; cookie: string; house: House; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-test-'));
  const serving = await startServing({ ...process.env, ...settings, CLIENTELE_DATA: folder }, { port: 0 });
  const close = async () => {
    await serving.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const { url, welcome, house } = serving;
  const cookie = await ownerSignsIn(url, welcome);
  if (!example) return { url, cookie, house, close };
  const loaded = await fetchedAsOwner(`${url}/api/example`, { method: 'POST' });
  if (!loaded.ok) {
    await close();
    throw new Error(`the example was not loaded: ${await loaded.text()}`);
  }
  return { url, cookie, house, close };
}
