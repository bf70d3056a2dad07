import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Handler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const ROOT = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** The built pages; every address without a file of its own is the application's. */
export function webFiles(): Handler {
  return async context => {
    const asked = normalize(decodeURIComponent(context.req.path)).replace(/^[/\\]+/, '');
    const asset = asked.startsWith('assets/');
    const path = join(ROOT, extname(asked) === '' ? 'index.html' : asked);
    const body = path.startsWith(ROOT) ? await readFile(path).catch(() => undefined) : undefined;
    if (!body) return context.text(asset ? 'Not found' : 'The pages are not built: run npm run build.', 404);
    return context.body(body, 200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': asset ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
}
