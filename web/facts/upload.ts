import type * as z from 'zod/mini';
import type { Batch } from '../../contract/batches.ts';
import type { RefusalAnswer } from '../../contract/endpoint.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { addressOf, RefusalError } from '../call.ts';

export type UploadQuery = z.input<typeof factEndpoints.importFile.query>;

interface Upload {
  file: File;
  query: UploadQuery;
  onShare: (share: number) => void;
  signal: AbortSignal;
}

/** Sends the bytes of a file. `fetch` tells nothing of an upload's progress, so this one goes by XMLHttpRequest. */
export function upload({ file, query, onShare, signal }: Upload): Promise<Batch> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (code: string, sentence: string) => reject(new RefusalError({ code, sentence }));
    request.open(factEndpoints.importFile.method, addressOf(factEndpoints.importFile, { query }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onerror = () =>
      refuse(
        'unreachable',
        'The file did not reach the server. Check that `npm start` still runs, then try again.',
      );
    request.onabort = () => refuse('cancelled', 'Cancelled before it was sent; nothing of it was kept.');
    request.onload = () => {
      if (request.status < 400) return resolve(request.response as Batch);
      const refusal = request.response as RefusalAnswer | null;
      if (refusal?.sentence) return reject(new RefusalError(refusal));
      refuse('unknown', `The server answered ${request.status} and no reason. Its log says more.`);
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
