import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** The real program as a child, on the book in `folder`. */
export function commandLine(folder: string, settings: Readonly<Record<string, string>> = {}) {
  const program = join(import.meta.dirname, '..', 'cli', 'main.ts');
  const start = (line: readonly string[]) => {
    const env = { ...process.env, ...settings, CLIENTELE_DATA: join(folder, 'book'), NO_COLOR: '1' };
    return spawn(process.execPath, [program, ...line], { env, cwd: folder });
  };
  const clientele = async (line: readonly string[], input = ''): Promise<Ended> => {
    const child = start(line);
    child.stdin.end(input);
    const ended = new Promise<number | null>(resolve => child.once('close', resolve));
    const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, out, error };
  };
  const json = async (...line: string[]) => {
    const { out, code, error } = await clientele([...line, '--json']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out);
  };
  /** A server, once it listens. */
  const serving = async () => {
    const server = start(['serve', '--port', '0']);
    const stopped = new Promise<number | null>(resolve => server.once('close', resolve));
    await new Promise(resolve => server.stdout.once('data', resolve));
    return { server, stopped };
  };
  return { clientele, json, serving };
}
