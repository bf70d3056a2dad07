import { Refusal } from '../server/errors.ts';
import { type Asked, type Command, EXIT, isJson, noOperands } from './command.ts';
import { connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { Fault, RefusedRequest } from './errors.ts';
import { faultLog } from './fault-log.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, printTable, words } from './table.ts';

const usage = 'doctor';

export const command: Command = {
  usage,
  does: 'Checks the installation and its data, and says of everything that is wrong how to mend it. It changes nothing.',
  options: {},
  examples: ['clientele doctor'],
  exits: { 0: 'all is well', 1: 'a check failed' },
  run,
};

type Finding = Answer<'doctor'>[number];

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const findings = await examined(asked);
  if (isJson(asked)) asked.screen.json(findings);
  else printFindings(asked.screen, findings);
  return findings.every(({ ok }) => ok) ? EXIT.done : EXIT.refused;
}

/** A book that does not even open is a finding too. */
async function examined(asked: Asked): Promise<Finding[]> {
  try {
    return await connected(asked, async connection => await connection.call('doctor'));
  } catch (error) {
    const log = await faultLog(error, asked.env);
    const isSaid = error instanceof Refusal || error instanceof RefusedRequest || error instanceof Fault;
    const trace =
      log === undefined ? 'Start clientele serve and read what it says.' : `Its trace stands in ${log}`;
    return [
      {
        check: 'The book opens',
        ok: false,
        what: error instanceof Error ? error.message : String(error),
        mend: isSaid ? null : trace,
      },
    ];
  }
}

function printFindings(screen: Screen, findings: readonly Finding[]): void {
  printTable(
    screen,
    [words(''), words('', 40), words('', 200)],
    findings.flatMap(({ check, ok, what, mend }): Cell[][] => [
      [ok ? { text: 'well', tone: 'green' } : { text: 'wrong', tone: 'red' }, check, what],
      ...(ok || mend === null ? [] : [['', '', `mend: ${mend}`]]),
    ]),
  );
  const wrong = findings.filter(({ ok }) => !ok).length;
  screen.line();
  screen.line(plain(wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} checks failed.`));
}
