import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer, Question } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { printHeadlineLine } from './headline.ts';
import { jsonIn } from './json-file.ts';
import { type Problem, problemsOf } from './model-file.ts';
import { printModel, printModels } from './model-print.ts';
import { plain } from './screen.ts';

const usage = 'model [show | list | use FILE | start KIND | check FILE]';

export const command: Command = {
  usage,
  does: 'The cost model: pools of cost, and the activities with their time equations. show (also when left out) prints the one in use, list all of them, use takes one from a JSON file from now on, start takes one to begin with (manufacturer, distributor or services), whose figures are all assumed and to be replaced, check says everything that is wrong with a file and keeps nothing.',
  options: {},
  examples: [
    'clientele model use examples/online-retail/cost-model.json',
    'clientele model start distributor',
    'clientele model show --json',
  ],
  exits: {
    0: 'done; the file that was checked has no mistake',
    1: 'refused: there is no model, or the file has mistakes',
  },
  run,
};

async function run(asked: Asked): Promise<number> {
  const [verb = 'show', file, more] = asked.operands;
  if (more !== undefined) throw new WrongUsage(`"${more}" is not understood.`, `clientele ${usage}`);
  if (verb === 'use') return await use(asked, fileNamed(file, verb));
  if (verb === 'start') return await start(asked, file);
  if (verb === 'check') return await check(asked, fileNamed(file, verb));
  if ((verb !== 'show' && verb !== 'list') || file !== undefined)
    throw new WrongUsage(`"${file ?? verb}" is not understood.`, `clientele ${usage}`);
  return verb === 'list' ? await list(asked) : await show(asked);
}

async function show(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const answer = await connection.call('model', { params: { id: 'current' } });
    if (isJson(asked)) asked.screen.json(answer);
    else await printModel(asked.screen, answer);
    return EXIT.done;
  });
}

async function list(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const models = await connection.call('models');
    if (isJson(asked)) asked.screen.json(models);
    else printModels(asked.screen, models);
    return EXIT.done;
  });
}

async function use(asked: Asked, file: string): Promise<number> {
  const body = await jsonIn(file);
  const problems = await problemsOf(body);
  if (problems.length > 0)
    throw new RefusedRequest({
      code: 'model-refused',
      sentence: mistakesText(file, problems),
      problems: [...problems],
    });
  return await connected(asked, connection =>
    put(asked, connection, body as Question<'useModel'>['body'] & object),
  );
}

/** A model to begin with, in the book's currency: order lines are enough for it. */
async function start(asked: Asked, kind: string | undefined): Promise<number> {
  return await connected(asked, async connection => {
    const models = await connection.call('startingModels');
    const found = models.find(({ key }) => key === kind);
    if (!found) {
      const known = models.map(({ key }) => key).join(', ');
      throw new WrongUsage(
        kind === undefined ? `KIND is missing: ${known}.` : `"${kind}" is none of ${known}.`,
        'clientele model start KIND',
      );
    }
    return await put(asked, connection, found.model);
  });
}

async function put(
  asked: Asked,
  connection: Connection,
  body: Question<'useModel'>['body'] & object,
): Promise<number> {
  const { screen } = asked;
  screen.progress('Working out every customer …');
  const model: Answer<'useModel'> = await connection.call('useModel', { body });
  if (isJson(asked)) {
    screen.json(model);
  } else {
    screen.line(`${plain(model.name)}   in use from now on   ${screen.tone('dim', model.id)}`);
    await printHeadlineLine(connection, screen);
  }
  return EXIT.done;
}

/** Needs no book, so a model can be checked where it is written; the currency is compared when it is used. */
async function check(asked: Asked, file: string): Promise<number> {
  const { screen } = asked;
  const problems = await problemsOf(await jsonIn(file));
  if (isJson(asked)) screen.json({ problems });
  if (problems.length === 0) {
    if (!isJson(asked)) screen.line(`${plain(file)} has no mistake.`);
    return EXIT.done;
  }
  screen.say(plain(mistakesText(file, problems)));
  for (const { where, what, mend } of problems) screen.say(plain(`  ${where}: ${what}. ${mend}`));
  return EXIT.refused;
}

function mistakesText(file: string, { length }: readonly Problem[]): string {
  return `${file} has ${length === 1 ? 'a mistake' : `${length} mistakes`}.`;
}

function fileNamed(file: string | undefined, verb: string): string {
  if (file) return file;
  throw new WrongUsage('FILE is missing.', `clientele model ${verb} FILE`);
}
