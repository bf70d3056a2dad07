import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache');

// One renderer, no GPU, no sandbox (there is none for root), and nothing that reaches out to the network by itself.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** A Chromium out of the npm packages: no system install, as root or not. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackedBrowser();
  await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsIn(folder));
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ARGUMENTS,
    chromiumSandbox: false,
    env: {
      ...ownEnvironment(),
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

/**
 * The package carries the browser compressed and unpacks it into TMPDIR, where a half-written file would pass for a
 * whole one. So it unpacks into a folder of its own, which gets its final name only when it is complete.
 */
async function unpackedBrowser(): Promise<string> {
  const folder = join(CACHE, `browser-${packageVersion()}-${process.platform}-${process.arch}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  await withEnvironment({ TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }, async () => {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  });
  try {
    await rename(fresh, folder);
  } catch (problem) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(join(folder, 'chromium'))) throw problem;
  }
  return folder;
}

function packageVersion(): string {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** The package reads these while it is imported, and sets others: afterwards all is as it was. */
async function withEnvironment(settings: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** Open Sans, which the package brings, and no font of the machine: text is as wide everywhere. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escaped(join(folder, 'fonts'))}</dir>
  <cachedir>${escaped(join(folder, 'fonts-cache'))}</cachedir>
</fontconfig>
`;
}

function escaped(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
