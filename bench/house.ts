import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../server/house.ts';

/** A house with data of its own, asked in process: what is measured is the product, not the loopback network. */
export async function benchHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'));
  const house = await openHouse({ ...process.env, CLIENTELE_DATA: folder });
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await house.app.fetch(new Request(`http://localhost/api${path}`, init));
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const importFile = async (query: string, bytes: Uint8Array | ReadableStream<Uint8Array>) => {
    const init = { method: 'POST', body: bytes as Uint8Array<ArrayBuffer>, duplex: 'half' } as RequestInit;
    const { id } = (await ask(`/batches?${query}`, init)) as { id: string };
    // The stream of its progress ends with the batch.
    const progress = await house.app.fetch(new Request(`http://localhost/api/batches/${id}/progress`));
    await progress.text();
    const batch = (await ask(`/batches/${id}`)) as { id: string; state: string; sentence: string };
    if (batch.state !== 'kept') throw new Error(`${query}: ${batch.state}: ${batch.sentence}`);
    return batch;
  };
  const close = async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { house, folder, ask, importFile, close };
}
