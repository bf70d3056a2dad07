import { PARTICIPANT_ROLES, type ParticipantRole } from '@clientele/engine';
import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { plain } from './screen.ts';
import { printPreview, printWalls, printWho } from './walls-print.ts';
import { proveWalls } from './walls-prove.ts';
import { saidYes } from './yes.ts';

const usage = 'walls [list | rivals KEY KEY… | let-in PERSON KEY | withdraw ID | who KEY | prove] [options]';

export const command: Command = {
  usage,
  does: 'Walls between rivals, and who is let through them. list (also when left out) shows classes, walled customers and participants, rivals says who would lose sight of whom and declares customers rivals once you say yes, let-in lets somebody through a wall, withdraw takes that or a crossing back, who says who can see a customer and why, prove asks every endpoint as everybody, on a copy, and prints what came through. KEY is the number of a customer in the source system, or an id; PERSON a name or an id.',
  options: {
    name: { value: 'NAME', does: 'With rivals: what the class is called' },
    class: { value: 'CLASS', does: 'With rivals: the class that they join, by name or id' },
    yes: { does: 'With rivals: declare them without being asked' },
    role: { value: 'ROLE', does: 'With let-in: owner, contributor or reader' },
    purpose: { value: 'TEXT', does: 'With let-in: what it is for' },
    until: { value: 'DAY', does: 'With let-in: the last day, such as 2026-12-31' },
  },
  examples: [
    'clientele walls rivals 10104 10230 --name "Pump makers"',
    'clientele walls let-in "Account manager A" 10104 --role owner --purpose "Talks" --until 2026-12-31',
    'clientele walls who 10104',
    'clientele walls prove --json',
  ],
  exits: {
    0: 'shown or changed',
    1: 'refused: no such customer, person or class; rivals that were shown and not declared; or a leak',
  },
  run,
};

/** The fewest and the most words after each verb. */
const VERBS = {
  list: [0, 0],
  rivals: [1, 20],
  'let-in': [2, 2],
  withdraw: [1, 1],
  who: [1, 1],
  prove: [0, 0],
} as const;

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', ...operands] = asked.operands;
  if (!Object.hasOwn(VERBS, verb)) throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  const [least, most] = VERBS[verb as keyof typeof VERBS];
  if (operands.length > most)
    throw new WrongUsage(`"${operands[most]}" is one word too many.`, `clientele ${usage}`);
  if (operands.length < least) throw new WrongUsage(missing(verb, operands.length), `clientele ${usage}`);
  if (verb === 'prove') return await proveWalls(asked);
  const grant = verb === 'let-in' ? grantAsked(asked) : undefined;
  const [first = '', second = ''] = operands;
  return await connected(asked, async connection => {
    if (verb === 'rivals') return await rivals(asked, connection, operands);
    if (verb === 'who') await who(asked, connection, first);
    else if (verb === 'withdraw')
      told(asked, await connection.call(withdrawing(first), { params: { id: first } }), 'Withdrawn.');
    else if (grant) await letIn(asked, connection, { ...grant, person: first, customer: second });
    else told(asked, await connection.call('walls'));
    return EXIT.done;
  });
}

function missing(verb: string, given: number): string {
  if (verb === 'withdraw')
    return 'ID is missing: clientele walls lists the ids of participants and crossings.';
  return verb === 'let-in' && given === 0 ? 'PERSON is missing.' : 'KEY is missing.';
}

/** Ids say of what they are. */
function withdrawing(id: string): 'withdraw' | 'withdrawCrossing' {
  return id.startsWith('cro_') ? 'withdrawCrossing' : 'withdraw';
}

async function rivals(asked: Asked, connection: Connection, customers: readonly string[]): Promise<number> {
  const { screen, values } = asked;
  const into = values.class === undefined ? undefined : await classNamed(connection, values.class);
  const body = { customers: [...customers], ...(into && { class: into }) };
  const preview = await connection.call('previewRivals', { body });
  if (!isJson(asked)) printPreview(screen, preview);
  const yes = asked.flags.has('yes') || (await saidYes('Declare them rivals?'));
  if (!yes) {
    if (isJson(asked)) screen.json(preview);
    screen.say('Nothing was changed: with --yes they are declared rivals.');
    return EXIT.refused;
  }
  const declared = await connection.call('declareRivals', {
    body: { ...body, ...(values.name && { name: values.name }) },
  });
  if (isJson(asked)) screen.json(declared);
  else screen.line('Declared. It holds from the next request on.');
  return EXIT.done;
}

async function classNamed(connection: Connection, named: string): Promise<string> {
  const { classes } = await connection.call('walls');
  const found = classes.find(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
  if (!found)
    throw new RefusedRequest({ code: 'not-found', sentence: `There is no conflict class "${named}".` });
  return found.id;
}

function grantAsked({ values }: Asked): { role: ParticipantRole; purpose: string; until: string } {
  const { purpose, until } = values;
  const role = PARTICIPANT_ROLES.find(one => one === values.role);
  if (!role) throw new WrongUsage(`--role is one of ${PARTICIPANT_ROLES.join(', ')}.`, `clientele ${usage}`);
  if (!purpose || !until)
    throw new WrongUsage(`${purpose ? '--until' : '--purpose'} is missing.`, `clientele ${usage}`);
  return { role, purpose, until };
}

async function letIn(
  asked: Asked,
  connection: Connection,
  grant: ReturnType<typeof grantAsked> & { person: string; customer: string },
): Promise<void> {
  const person = await personNamed(connection, grant.person);
  const before = new Set((await connection.call('walls')).participants.map(({ id }) => id));
  const walls = await connection.call('letIn', { body: { ...grant, person: person.id } });
  const made = walls.participants.find(({ id }) => !before.has(id));
  const state = made && ` ${made.sentence}.`;
  told(
    asked,
    walls,
    `${person.name} has a grant for ${made?.customer.name ?? grant.customer} through ${grant.until}.${state ?? ''}   ${made?.id ?? ''}`.trimEnd(),
  );
}

async function personNamed(connection: Connection, named: string): Promise<Answer<'wallPeople'>[number]> {
  const people = await connection.call('wallPeople');
  const found = people.filter(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
  const [person, another] = found;
  if (!person)
    throw new RefusedRequest({ code: 'not-found', sentence: `There is nobody called "${named}".` });
  if (another)
    throw new RefusedRequest({
      code: 'several-people',
      sentence: `${found.length} people are called "${named}": take the id of one, ${found.map(({ id }) => id).join(' or ')}.`,
    });
  return person;
}

async function who(asked: Asked, connection: Connection, customer: string): Promise<void> {
  const seen = await connection.call('whoCanSee', { params: { id: customer } });
  if (isJson(asked)) asked.screen.json(seen);
  else printWho(asked.screen, seen);
}

function told(asked: Asked, walls: Answer<'walls'>, sentence?: string): void {
  if (isJson(asked)) asked.screen.json(walls);
  else if (sentence === undefined) printWalls(asked.screen, walls);
  else asked.screen.line(plain(sentence));
}
