import { RefusedRequest } from './errors.ts';
import { textOf } from './file-reading.ts';
import { jsonFault } from './json-fault.ts';

/** What a JSON file holds; says the line and column where it is none. */
export async function jsonIn(file: string): Promise<unknown> {
  const text = await textOf(file);
  const fault = jsonFault(text);
  if (!fault) return JSON.parse(text);
  throw new RefusedRequest({
    code: 'json-invalid',
    sentence: `${file} is not JSON at line ${fault.line}, column ${fault.column}: ${fault.what}.`,
  });
}
