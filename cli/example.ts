import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { addExamplePeople } from './example-people.ts';
import { printHeadlineLine } from './headline.ts';

const usage = 'example [load | people | remove]';

export const command: Command = {
  usage,
  does: 'Loads the example company, Meridian Components, into an empty book (load, also when left out), adds people to it who stand on the sides of its two rival car makers (people), or removes it again (remove). Two years, about 600 customers, all of it made up.',
  options: {},
  examples: ['clientele example', 'clientele example people', 'clientele example remove'],
  exits: { 0: 'loaded, added or removed', 1: 'refused: the book is not empty, or holds no example' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const [verb = 'load', more] = asked.operands;
  if ((verb !== 'load' && verb !== 'people' && verb !== 'remove') || more !== undefined)
    throw new WrongUsage(`"${more ?? verb}" is not understood.`, `clientele ${usage}`);
  const { screen } = asked;
  return await connected(asked, async connection => {
    if (verb === 'people') {
      await addExamplePeople(asked, connection);
      return EXIT.done;
    }
    screen.progress(verb === 'load' ? 'Loading the example company …' : 'Removing the example company …');
    const book = await connection.call(verb === 'load' ? 'loadExample' : 'removeExample');
    screen.progress('');
    if (isJson(asked)) screen.json(book);
    else if (verb === 'remove') screen.line('The example company is removed, and the book is empty.');
    else {
      const months = book.months ? `, ${book.months.from} to ${book.months.through}` : '';
      screen.line(`${book.settings?.company ?? 'The example company'} is loaded${months}.`);
      await printHeadlineLine(connection, screen);
    }
    return EXIT.done;
  });
}
