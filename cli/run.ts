import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Environment, EXIT } from './command.ts';
import { commandNamed, parseCommandLine, splitCommandLine } from './command-line.ts';
import { WrongUsage } from './errors.ts';
import { helpOf, overview } from './help.ts';
import type { Screen } from './screen.ts';
import { toldError } from './told.ts';

interface Surroundings {
  readonly env: Environment;
  readonly screen: Screen;
}

/** Runs what stands on the command line and returns the exit code. */
export async function runCommandLine(line: readonly string[], surroundings: Surroundings): Promise<number> {
  const { screen } = surroundings;
  try {
    const { name, rest } = splitCommandLine(line);
    return name === undefined ? withoutCommand(rest, screen) : await runCommand({ name, rest }, surroundings);
  } catch (error) {
    return await toldError(error, { ...surroundings, json: line.includes('--json') });
  }
}

function withoutCommand(rest: readonly string[], screen: Screen): number {
  const { flags } = parseCommandLine(rest, { options: {}, usage: 'COMMAND [options]' });
  if (flags.has('version')) screen.line(version());
  else screen.line(overview());
  return flags.has('help') || flags.has('version') ? EXIT.done : EXIT.wrongUsage;
}

async function runCommand(
  { name, rest }: { name: string; rest: readonly string[] },
  { env, screen }: Surroundings,
): Promise<number> {
  if (name === 'help' && rest[0] !== undefined)
    return await runCommand({ name: rest[0], rest: ['--help'] }, { env, screen });
  if (name === 'help') return withoutCommand(['--help'], screen);
  const command = await commandNamed(name);
  const parsed = parseCommandLine(rest, command);
  if (parsed.flags.has('help') || parsed.flags.has('version')) {
    screen.line(parsed.flags.has('help') ? await helpOf(command) : version());
    return EXIT.done;
  }
  const { data } = parsed.values;
  if (data === '') throw new WrongUsage('--data takes a folder, not nothing.', `clientele ${command.usage}`);
  const inFolder = data === undefined ? env : { ...env, CLIENTELE_DATA: resolve(data) };
  try {
    return await command.run({ ...parsed, env: inFolder, screen });
  } catch (error) {
    return await toldError(error, { env: inFolder, screen, json: parsed.flags.has('json') });
  }
}

function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
