import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '../server/house.ts';
import { startServing } from '../server/serve.ts';

/** A real server on a free port with data of its own, the example company in it where asked for. */
export async function startServer({
  example,
}: {
  example: boolean;
}): Promise<{ url: string; house: House; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-test-'));
  const serving = await startServing({ ...process.env, CLIENTELE_DATA: folder }, { port: 0 });
  const close = async () => {
    await serving.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const { url, house } = serving;
  if (!example) return { url, house, close };
  const loaded = await fetch(`${serving.url}/api/example`, { method: 'POST' });
  if (!loaded.ok) {
    await close();
    throw new Error(`the example was not loaded: ${await loaded.text()}`);
  }
  return { url, house, close };
}
