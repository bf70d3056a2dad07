import { type Asked, type Command, isJson, onlyOperand } from './command.ts';
import { connected } from './connection.ts';
import { printHeadlineLine } from './headline.ts';
import { exitCode } from './import.ts';
import { finished, printOutcome } from './import-outcome.ts';
import { readingAsked } from './import-sending.ts';

const usage = 'keep BATCH [--all-or-nothing] [--leave-out WHAT]';

export const command: Command = {
  usage,
  does: 'Keeps what import --check has read, or reads again what was refused, cancelled or interrupted.',
  options: {
    'all-or-nothing': { does: 'Keep nothing when one row cannot be kept' },
    'leave-out': {
      value: 'WHAT',
      does: 'repeated, existing, or both with a comma: rows that are there already',
    },
  },
  examples: ['clientele keep bat_7k2m9x4q1n3z', 'clientele keep bat_7k2m9x4q1n3z --leave-out existing'],
  exits: { 0: 'every row was kept', 1: 'refused', 4: 'kept, but without some rows' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const id = onlyOperand(asked, { what: 'BATCH', usage: `clientele ${usage}` });
  const { screen } = asked;
  const { allOrNothing, leaveOutRepeated, leaveOutExisting } = await readingAsked(
    asked,
    `clientele ${usage}`,
  );
  return await connected(asked, async connection => {
    // Said in full: what an earlier attempt decided does not hold for this one.
    const body = {
      allOrNothing: allOrNothing ?? false,
      leaveOutRepeated: leaveOutRepeated ?? false,
      leaveOutExisting: leaveOutExisting ?? false,
    };
    const batch = await finished(connection, screen, await connection.call('keep', { params: { id }, body }));
    if (isJson(asked)) screen.json(batch);
    else {
      await printOutcome(screen, connection, { batch, path: batch.file, problemFile: undefined });
      if (batch.state === 'kept') await printHeadlineLine(connection, screen);
    }
    return exitCode([batch]);
  });
}
