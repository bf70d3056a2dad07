import type { RefusalAnswer } from '../contract/endpoint.ts';
import { type Environment, EXIT } from './command.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { plain, type Screen } from './screen.ts';

interface Telling {
  readonly env: Environment;
  readonly screen: Screen;
  readonly json: boolean;
}

/** Says what went wrong in words, and returns the exit code that says it to programs. */
export async function toldError(error: unknown, { env, screen, json }: Telling): Promise<number> {
  if (error instanceof WrongUsage) {
    screen.say(plain(error.message));
    if (error.usage !== '') screen.say(`  ${error.usage}`);
    return EXIT.wrongUsage;
  }
  const refusal = await refusalIn(error);
  if (refusal) {
    if (json) screen.json(refusal);
    screen.say(plain(refusal.sentence));
    for (const { where, what, mend } of refusal.problems ?? [])
      screen.say(plain(`  ${where}: ${what}. ${mend}`));
    return EXIT.refused;
  }
  const { faultLog } = await import('./fault-log.ts');
  const log = await faultLog(error, env);
  screen.say(plain(error instanceof Error ? error.message : String(error)));
  screen.say(log === undefined ? '  Its trace could not be written down.' : `  Its trace stands in ${log}`);
  return EXIT.fault;
}

async function refusalIn(error: unknown): Promise<RefusalAnswer | undefined> {
  if (error instanceof RefusedRequest) return error.answer;
  const { Refusal, refusalBody } = await import('../server/errors.ts');
  return error instanceof Refusal ? refusalBody(error) : undefined;
}
