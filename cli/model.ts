import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Answer, Question } from './contract.ts';
import { RefusedRequest, WrongUsage } from './errors.ts';
import { printHeadlineLine } from './headline.ts';
import { jsonIn } from './json-file.ts';
import { type Problem, problemsOf } from './model-file.ts';
import { printModel, printModels } from './model-print.ts';
import { printDifferences, printPreview, printTimeline } from './model-versions.ts';
import { plain } from './screen.ts';

const usage =
  'model [show | list | versions | use | start | try | check | export | compare | return] [FILE | ID]';

const FIRST = { value: 'DAY', does: 'With use and try: the first day that it holds, the first of a month' };
const LAST = { value: 'DAY', does: 'With use and try: the last day that it holds, the last of a month' };

export const command: Command = {
  usage,
  does: 'The cost model: pools of cost, and the activities with their time equations. show (also when left out) prints the latest in use, list all that were ever put in, versions which holds when and why. use takes one from a JSON file, for ever or in the months named; start takes one to begin with (manufacturer, distributor or services), whose figures are all assumed and to be replaced; try says who would enter and leave the red and where the cost would go, and keeps nothing; check says everything that is wrong with a file without a book. export prints one as a file, compare what two say differently, return puts an earlier state of the versions back.',
  options: { first: FIRST, last: LAST, reason: { value: 'TEXT', does: 'With use and return: why' } },
  examples: [
    'clientele model use examples/online-retail/cost-model.json',
    'clientele model start distributor',
    'clientele model export > model.json',
    'clientele model try model.json --first 2025-07-01',
    'clientele model use model.json --first 2025-07-01 --reason "Time study of June"',
  ],
  exits: {
    0: 'done; the file that was checked or tried has no mistake',
    1: 'refused: there is no model, or the file has mistakes',
  },
  run,
};

const VERBS: Readonly<
  Record<string, { operands: readonly string[]; run: (asked: Asked) => Promise<number> }>
> = {
  show: { operands: ['[MODEL]'], run: show },
  list: { operands: [], run: list },
  versions: { operands: [], run: versions },
  use: { operands: ['FILE'], run: use },
  start: { operands: ['[KIND]'], run: start },
  try: { operands: ['FILE'], run: tryOut },
  check: { operands: ['FILE'], run: check },
  export: { operands: ['[MODEL]'], run: exportModel },
  compare: { operands: ['MODEL', 'MODEL'], run: compare },
  return: { operands: ['STATE'], run: goBack },
};

async function run(asked: Asked): Promise<number> {
  const [name = 'show', ...operands] = asked.operands;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  const more = verb && operands[verb.operands.length];
  if (!verb || more !== undefined)
    throw new WrongUsage(`"${more ?? name}" is not understood.`, `clientele ${usage}`);
  const missing = verb.operands.find((operand, at) => !operand.startsWith('[') && !operands[at]);
  if (missing)
    throw new WrongUsage(`${missing} is missing.`, `clientele model ${name} ${verb.operands.join(' ')}`);
  return await verb.run(asked);
}

/** The operand behind the verb. */
function named({ operands }: Asked, at = 1): string {
  return operands[at] as string;
}

async function show(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const answer = await connection.call('model', { params: { id: asked.operands[1] ?? 'current' } });
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

async function versions(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const timeline = await connection.call('timeline');
    if (isJson(asked)) asked.screen.json(timeline);
    else printTimeline(asked.screen, timeline);
    return EXIT.done;
  });
}

/** Nothing but the model, so that what is printed is a file that `use` takes. */
async function exportModel(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const { id, model } = await connection.call('model', { params: { id: asked.operands[1] ?? 'current' } });
    if (id === 'none')
      throw new RefusedRequest({
        code: 'not-found',
        sentence: 'No cost model is in use: there is none to export.',
      });
    asked.screen.json(model);
    return EXIT.done;
  });
}

async function compare(asked: Asked): Promise<number> {
  return await connected(asked, async connection => {
    const differences = await connection.call('compareModels', {
      params: { id: named(asked) },
      query: { with: named(asked, 2) },
    });
    if (isJson(asked)) asked.screen.json(differences);
    else printDifferences(asked.screen, differences);
    return EXIT.done;
  });
}

async function goBack(asked: Asked): Promise<number> {
  const { screen, values } = asked;
  return await connected(asked, async connection => {
    const state = await connection.call('returnToTimeline', {
      params: { id: named(asked) },
      query: { reason: values.reason },
    });
    if (isJson(asked)) screen.json(state);
    else await printHeadlineLine(connection, screen);
    return EXIT.done;
  });
}

/** A file's model, refused here where its shape or meaning is wrong. */
async function modelIn(file: string): Promise<Question<'useModel'>['body'] & object> {
  const body = await jsonIn(file);
  const problems = await problemsOf(body);
  if (problems.length > 0)
    throw new RefusedRequest({
      code: 'model-refused',
      sentence: mistakesText(file, problems),
      problems: [...problems],
    });
  return body as Question<'useModel'>['body'] & object;
}

async function use(asked: Asked): Promise<number> {
  const body = await modelIn(named(asked));
  return await connected(asked, connection => put(asked, connection, body));
}

/** A model to begin with, in the book's currency: order lines are enough for it. */
async function start(asked: Asked): Promise<number> {
  const [, kind] = asked.operands;
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
  const { screen, values } = asked;
  screen.progress('Working out every customer …');
  const { first, last, reason } = values;
  const model: Answer<'useModel'> = await connection.call('useModel', {
    body,
    query: { first, last, reason },
  });
  if (isJson(asked)) {
    screen.json(model);
  } else {
    const when = [first && `from ${first}`, last && `through ${last}`].filter(Boolean).join(' ');
    screen.line(`${plain(model.name)}   in use ${when || 'in all months'}   ${screen.tone('dim', model.id)}`);
    await printHeadlineLine(connection, screen);
  }
  return EXIT.done;
}

async function tryOut(asked: Asked): Promise<number> {
  const body = await modelIn(named(asked));
  const { screen, values } = asked;
  return await connected(asked, async connection => {
    screen.progress('Working out every customer …');
    const { first, last } = values;
    const preview = await connection.call('previewModel', { body, query: { first, last } });
    if (preview.problems.length > 0)
      throw new RefusedRequest({
        code: 'model-refused',
        sentence: mistakesText(named(asked), preview.problems),
        problems: preview.problems,
      });
    if (isJson(asked)) screen.json(preview);
    else printPreview(screen, preview);
    return EXIT.done;
  });
}

/** Needs no book, so a model can be checked where it is written; the currency is compared when it is used. */
async function check(asked: Asked): Promise<number> {
  const { screen } = asked;
  const file = named(asked);
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
