import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Environment, EXIT } from './command.ts';
import { commandNamed, parseCommandLine, splitCommandLine } from './command-line.ts';
import { Fault, RefusedRequest, WrongUsage } from './errors.ts';
import { helpOf, overview } from './help.ts';
import { plain, type Screen } from './screen.ts';

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
    if (error instanceof WrongUsage) {
      screen.say(error.message);
      if (error.usage !== '') screen.say(`  ${error.usage}`);
      return EXIT.wrongUsage;
    }
    return told(error, { ...surroundings, json: line.includes('--json') });
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
  return await command.run({ ...parsed, env: inFolder, screen });
}

async function told(
  error: unknown,
  { screen, env, json }: Surroundings & { json: boolean },
): Promise<number> {
  const { Refusal } = await import('../server/errors.ts');
  const answer =
    error instanceof RefusedRequest
      ? error.answer
      : error instanceof Refusal
        ? { code: error.code, sentence: error.message }
        : undefined;
  if (answer) {
    if (json) screen.json(answer);
    screen.say(plain(answer.sentence));
    for (const { where, what, mend } of answer.problems ?? [])
      screen.say(plain(`  ${where}: ${what}. ${mend}`));
    return EXIT.refused;
  }
  const { faultLog } = await import('./fault-log.ts');
  const log = await faultLog(error, env);
  screen.say(plain(error instanceof Error ? error.message : String(error)));
  if (!(error instanceof Fault) || log !== undefined)
    screen.say(log === undefined ? '  Its trace could not be written down.' : `  Its trace stands in ${log}`);
  return EXIT.fault;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
