import { counted } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { plain } from './screen.ts';
import { printTable, words } from './table.ts';

const usage = 'views [list | save NAME ADDRESS | open NAME | rename NAME --name NEW | remove NAME]';
const VERBS = { list: 0, save: 2, open: 1, rename: 1, remove: 1 } as const;

export const command: Command = {
  usage,
  does: 'Pages to come back to, under a name: the address of a page with its period, filters, sort and what stands open. list (also when left out) shows those that were saved, open prints the address of one, save keeps one. NAME may be an id.',
  options: {
    name: { value: 'NEW', does: 'With rename: what it is called from now on' },
    note: { value: 'TEXT', does: 'With save or rename: what it is about' },
  },
  examples: [
    'clientele views save "Loss makers in Rail" "/?where=segment:Rail&sign=loss"',
    'clientele views open "Loss makers in Rail"',
  ],
  exits: { 0: 'done', 1: 'refused: no such view, a name that is taken, or nothing left of what it shows' },
  run,
};

type View = Answer<'views'>[number];

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', ...operands] = asked.operands;
  if (!Object.hasOwn(VERBS, verb)) throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  const wanted = VERBS[verb as keyof typeof VERBS];
  const [first = '', second = ''] = operands;
  if (operands.length > wanted)
    throw new WrongUsage(`"${operands[wanted]}" is one word too many.`, `clientele ${usage}`);
  if (operands.length < wanted)
    throw new WrongUsage(`${wanted === 2 && first ? 'ADDRESS' : 'NAME'} is missing.`, `clientele ${usage}`);
  return await connected(asked, async connection => {
    if (verb === 'list') await list(asked, connection);
    if (verb === 'save') await save(asked, connection, { name: first, address: second });
    if (verb === 'open') await open(asked, connection, first);
    if (verb === 'rename') await rename(asked, connection, first);
    if (verb === 'remove') await remove(asked, connection, first);
    return EXIT.done;
  });
}

async function list(asked: Asked, connection: Connection): Promise<void> {
  const views = await connection.call('views');
  if (isJson(asked)) asked.screen.json(views);
  else if (views.length === 0) asked.screen.line('No view is saved: clientele views save NAME ADDRESS.');
  else
    printTable(
      asked.screen,
      [words('name', 40), words('page'), words('address', 60), words('by'), words('note', 60)],
      views.map(({ name, page, address, by, note, gone }) => [
        name,
        gone === null ? (page ?? '') : { text: gone, tone: 'yellow' },
        address,
        by,
        note ?? '',
      ]),
    );
}

async function save(
  asked: Asked,
  connection: Connection,
  view: { name: string; address: string },
): Promise<void> {
  const saved = await connection.call('saveView', { body: { ...view, note: asked.values.note } });
  told(asked, saved);
}

async function open(asked: Asked, connection: Connection, named: string): Promise<void> {
  const view = await viewNamed(connection, named);
  if (view.gone !== null)
    throw new RefusedRequest({
      code: 'view-gone',
      sentence: `"${view.name}" cannot be opened. ${view.gone}`,
    });
  if (isJson(asked)) asked.screen.json(view);
  else asked.screen.line(view.address);
}

async function rename(asked: Asked, connection: Connection, named: string): Promise<void> {
  const { name, note } = asked.values;
  if (name === undefined && note === undefined)
    throw new WrongUsage('A view is renamed with --name NEW.', `clientele ${usage}`);
  const { id, revision, address, ...before } = await viewNamed(connection, named);
  const body = { id, revision, address, name: name ?? before.name, note: note ?? before.note };
  told(asked, await connection.call('saveView', { body }));
}

async function remove(asked: Asked, connection: Connection, named: string): Promise<void> {
  const { id } = await viewNamed(connection, named);
  const left = await connection.call('removeView', { params: { id } });
  if (isJson(asked)) asked.screen.json(left);
  else asked.screen.line(`Removed; ${counted(left.length, 'view')} left.`);
}

async function viewNamed(connection: Connection, named: string): Promise<View> {
  const views = await connection.call('views');
  const view = views.find(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
  if (!view) throw new RefusedRequest({ code: 'not-found', sentence: `There is no view "${named}".` });
  return view;
}

function told(asked: Asked, view: View): void {
  if (isJson(asked)) asked.screen.json(view);
  else
    asked.screen.line(
      `${plain(view.name)}   ${asked.screen.tone('dim', `${view.id}   ${plain(view.address)}`)}`,
    );
}
