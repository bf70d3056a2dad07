import { ENTRY_KINDS } from '../contract/audit.ts';
import { counted } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { WrongUsage } from './errors.ts';
import { plain } from './screen.ts';
import { printTable, words } from './table.ts';

const usage = 'audit [list | show SEQUENCE | verify]';
const VERBS = { list: 0, show: 1, verify: 0 } as const;
const LIMIT_MOST = 1000;

export const command: Command = {
  usage,
  does: 'The log: every change, every read behind a wall with the grant that let in, and every refusal, newest first. list (also when left out) shows entries, show prints one whole with what was before and after it, verify works the chain of hashes out anew and finds an entry that was altered or removed.',
  options: {
    person: { value: 'NAME', does: 'Only entries of this person; a name or an id' },
    customer: { value: 'CUSTOMER', does: 'Only entries about this customer; an id or its number' },
    kind: { value: 'KIND', does: `Only entries of this kind: ${ENTRY_KINDS.join(', ')}` },
    from: { value: 'DAY', does: 'Only entries from this day on, such as 2025-03-31' },
    until: { value: 'DAY', does: 'Only entries through this day' },
    below: { value: 'SEQUENCE', does: 'Only entries before this one, for the next page' },
    limit: { value: 'N', does: `How many entries, at most ${LIMIT_MOST}; 100 unless told` },
  },
  examples: ['clientele audit --customer K104 --kind read', 'clientele audit verify'],
  exits: { 0: 'done, and with verify: the chain holds', 1: 'refused, or with verify: the chain is broken' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', ...operands] = asked.operands;
  if (!Object.hasOwn(VERBS, verb)) throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  const wanted = VERBS[verb as keyof typeof VERBS];
  if (operands.length > wanted)
    throw new WrongUsage(`"${operands[wanted]}" is one word too many.`, `clientele ${usage}`);
  const [sequence = ''] = operands;
  if (wanted === 1 && !/^[1-9]\d*$/.test(sequence))
    throw new WrongUsage('SEQUENCE is the number of an entry, such as 12.', `clientele ${usage}`);
  return await connected(asked, async connection => {
    if (verb === 'verify') return await verify(asked, connection);
    if (verb === 'show') await show(asked, connection, Number(sequence));
    else await list(asked, connection);
    return EXIT.done;
  });
}

async function list(asked: Asked, connection: Connection): Promise<void> {
  const { person, customer, from, until } = asked.values;
  const whole = (option: string, max: number) =>
    wholeNumber(asked, option, { min: 1, max, usage: `clientele ${usage}` });
  const [below, limit] = [whole('below', Number.MAX_SAFE_INTEGER), whole('limit', LIMIT_MOST)];
  const query = { person, customer, kind: kindOf(asked), from, until, below, limit };
  const answer = await connection.call('audit', { query });
  if (isJson(asked)) return asked.screen.json(answer);
  if (answer.entries.length === 0) return asked.screen.line('There is no such entry.');
  printTable(
    asked.screen,
    [
      words('no.'),
      words('at'),
      words('by', 30),
      words('over'),
      words('kind'),
      words('what', 90),
      words('about', 50),
    ],
    answer.entries.map(entry => [
      String(entry.sequence),
      entry.at.slice(0, 19).replace('T', ' '),
      entry.by,
      entry.surface ?? '',
      entry.kind,
      entry.address === null ? entry.what : `${entry.what} ${entry.address}`,
      aboutText(entry),
    ]),
  );
  if (answer.next !== null)
    asked.screen.line(asked.screen.tone('dim', `Further entries: --below ${answer.next}`));
}

/** Whom an entry is about, and through what they were read. */
function aboutText({ customers, through }: Answer<'audit'>['entries'][number]): string {
  return (customers ?? [])
    .map(({ id, name }) => {
      const let_in = through.find(({ customer }) => customer === id);
      return let_in ? `${name} (${let_in.rule}${let_in.grant === null ? '' : ` ${let_in.grant}`})` : name;
    })
    .join(', ');
}

async function show(asked: Asked, connection: Connection, sequence: number): Promise<void> {
  const entry = await connection.call('auditEntry', { params: { sequence } });
  if (isJson(asked)) return asked.screen.json(entry);
  const { screen } = asked;
  screen.line(`${entry.sequence}   ${entry.at}   ${plain(entry.by)}   ${entry.surface ?? ''}`);
  screen.line(plain(`${entry.kind}: ${entry.what}${entry.address === null ? '' : ` ${entry.address}`}`));
  const about = aboutText(entry);
  if (about !== '') screen.line(plain(`about: ${about}`));
  for (const side of ['before', 'after'] as const) {
    screen.line(`${side}:`);
    for (const line of JSON.stringify(entry[side], undefined, 2).split('\n')) screen.line(plain(line));
  }
  screen.line(screen.tone('dim', `hash ${entry.hash}, after ${entry.previousHash || 'nothing'}`));
}

async function verify(asked: Asked, connection: Connection): Promise<number> {
  const verified = await connection.call('verifyAudit');
  if (isJson(asked)) asked.screen.json(verified);
  else if (verified.holds) {
    asked.screen.line(`The chain holds: ${counted(verified.entries, 'entry', 'entries')}.`);
    if (verified.hash) asked.screen.line(asked.screen.tone('dim', `Last hash ${verified.hash}`));
  } else
    asked.screen.line(
      asked.screen.tone('red', `The chain is broken. ${verified.broken?.sentence ?? ''}`.trimEnd()),
    );
  return verified.holds ? EXIT.done : EXIT.refused;
}

function kindOf({ values: { kind } }: Asked): (typeof ENTRY_KINDS)[number] | undefined {
  const found = ENTRY_KINDS.find(known => known === kind);
  if (kind !== undefined && found === undefined)
    throw new WrongUsage(`"${kind}" is no kind: there are ${ENTRY_KINDS.join(', ')}.`, `clientele ${usage}`);
  return found;
}
