import { ROLES, type RoleName } from '@clientele/engine';
import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { plain } from './screen.ts';
import { printTable, words } from './table.ts';

const usage = 'people [list | invite NAME --role ROLE… [--email EMAIL] | link NAME | remove NAME]';
const VERBS = { list: 0, invite: 1, link: 1, remove: 1 } as const;

export const command: Command = {
  usage,
  does: `Who works with the book, and how they come in. list (also when left out) shows everybody; invite adds a person and prints a link by which it sets a password; link prints a new one for who lost theirs. Where mail is set up, links are mailed instead. A link works once, within 24 hours. NAME may be an e-mail or an id. Roles: ${Object.keys(ROLES).join(', ')}.`,
  options: {
    role: {
      value: 'ROLE',
      does: 'With invite: what the person may do; may be given several times',
      many: true,
    },
    email: {
      value: 'EMAIL',
      does: 'With invite: what the person signs in with; left out, the person says it',
    },
    accounts: {
      value: 'OWNER',
      does: 'With invite: the owner as files write it, whose accounts are the person’s own',
    },
    'by-hand': { does: 'With invite and link: prints the link also where mail is set up' },
    'without-second-factor': {
      does: 'With link: takes second factor and passkeys away, as for a lost phone',
    },
  },
  examples: [
    'clientele people invite "Account manager A" --email a@example.com --role "account manager"',
    'clientele people link a@example.com',
  ],
  exits: { 0: 'done', 1: 'refused: no such person, an e-mail that is taken, the last owner' },
  run,
};

type Person = Answer<'people'>[number];
type Link = Answer<'resetLink'>;

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', named = '', more] = asked.operands;
  if (!Object.hasOwn(VERBS, verb)) throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  const unwanted = VERBS[verb as keyof typeof VERBS] === 0 ? named || more : more;
  if (unwanted) throw new WrongUsage(`"${unwanted}" is one word too many.`, `clientele ${usage}`);
  if (verb !== 'list' && named === '') throw new WrongUsage('NAME is missing.', `clientele ${usage}`);
  return await connected(asked, async connection => {
    if (verb === 'list') list(asked, await connection.call('people'));
    if (verb === 'invite') await invite(asked, connection, named);
    if (verb === 'link') await link(asked, connection, named);
    if (verb === 'remove') await remove(asked, connection, named);
    return EXIT.done;
  });
}

function list(asked: Asked, people: readonly Person[]): void {
  if (isJson(asked)) asked.screen.json(people);
  else if (people.length === 0) asked.screen.line('Nobody yet: npm start makes the owner and prints a link.');
  else
    printTable(
      asked.screen,
      [words('name', 40), words('e-mail', 40), words('roles', 60), words('teams', 40), words('last seen')],
      people.map(({ name, email, roles, teams, signsIn, seenAt }) => [
        name,
        email ?? '',
        roles.join(', '),
        teams.join(', '),
        signsIn ? (seenAt?.slice(0, 10) ?? '') : { text: 'not come in yet', tone: 'yellow' },
      ]),
    );
}

async function invite(asked: Asked, connection: Connection, name: string): Promise<void> {
  const { email = null, accounts: ownerName = null } = asked.values;
  const roles = asked.lists.role ?? [];
  const unknown = roles.find(role => !Object.hasOwn(ROLES, role));
  if (unknown !== undefined || roles.length === 0)
    throw new WrongUsage(
      `${unknown === undefined ? '--role is missing' : `"${unknown}" is no role`}. There are ${Object.keys(ROLES).join(', ')}.`,
      `clientele ${usage}`,
    );
  const byHand = asked.flags.has('by-hand');
  const body = { name, email, roles: roles as RoleName[], ownerName, byHand };
  const invited = await connection.call('invite', { body });
  if (isJson(asked)) asked.screen.json(invited);
  else told(asked, invited.link);
}

async function link(asked: Asked, connection: Connection, named: string): Promise<void> {
  const { id } = await personNamed(connection, named);
  const body = {
    withoutSecondFactor: asked.flags.has('without-second-factor'),
    byHand: asked.flags.has('by-hand'),
  };
  const made = await connection.call('resetLink', { params: { id }, body });
  if (isJson(asked)) asked.screen.json(made);
  else told(asked, made);
}

async function remove(asked: Asked, connection: Connection, named: string): Promise<void> {
  const { id } = await personNamed(connection, named);
  list(asked, await connection.call('removePerson', { params: { id } }));
}

async function personNamed(connection: Connection, named: string): Promise<Person> {
  const people = await connection.call('people');
  const sought = named.toLowerCase();
  const found = people.filter(
    ({ id, name, email }) => id === named || email === sought || name.toLowerCase() === sought,
  );
  if (found.length > 1)
    throw new RefusedRequest({
      code: 'several',
      sentence: `${found.length} people are called "${named}": name one by its e-mail or id, ${found.map(({ id }) => id).join(', ')}.`,
    });
  const [person] = found;
  if (person) return person;
  throw new RefusedRequest({
    code: 'not-found',
    sentence: `There is no person "${named}": clientele people lists them.`,
  });
}

function told({ screen }: Asked, { person, url, address, endsAt, mail }: Link): void {
  const until = `once, until ${endsAt.slice(0, 16).replace('T', ' ')} UTC`;
  if (address === null) {
    screen.line(`Mailed to ${plain(person)}: the link works ${until}.`);
    return;
  }
  if (mail === 'failed') screen.say('The mail could not be sent: hand the link over.');
  screen.line(`For ${plain(person)}, ${until}:`);
  if (url !== null) screen.line(url);
  else {
    screen.line(address);
    screen.line(
      screen.tone('dim', 'No server runs: start one, and put this behind the address that it prints.'),
    );
  }
}
