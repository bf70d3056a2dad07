import type { RefusalAnswer } from '../../contract/endpoint.ts';
import { type Inspection, mappingEndpoints } from '../../contract/mapping.ts';
import { addressOf, RefusalError } from '../call.ts';

interface Upload {
  file: File;
  onShare: (share: number) => void;
  signal: AbortSignal;
}

/** Sends the bytes of a file. `fetch` tells nothing of an upload's progress, so this one goes by XMLHttpRequest. */
export function upload({ file, onShare, signal }: Upload): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (code: string, sentence: string) => reject(new RefusalError({ code, sentence }));
    const { method } = mappingEndpoints.inspectFile;
    request.open(method, addressOf(mappingEndpoints.inspectFile, { query: { file: file.name } }));
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
      if (request.status < 400) return resolve(request.response as Inspection);
      const refusal = request.response as RefusalAnswer | null;
      if (refusal?.sentence) return reject(new RefusalError(refusal));
      refuse('unknown', `The server answered ${request.status} and no reason. Its log says more.`);
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
