import { basename } from 'node:path';
import type { Preset, PresetFile } from '../contract/mapping.ts';
import { timeText } from './batches.ts';
import { type Asked, type Command, EXIT, isJson } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Question } from './contract.ts';
import { WrongUsage } from './errors.ts';
import { writeWhole } from './file-writing.ts';
import { jsonIn } from './json-file.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'presets [list | save NAME FILE | export NAME FILE | import FILE | remove NAME]';

export const command: Command = {
  usage,
  does: 'Mappings with a name, for files that come again. list (also when left out) shows them; save keeps a mapping file under a name; export writes a preset to a file to hand on, and import takes such a file; remove forgets one, and imports that it read keep their mapping.',
  options: { force: { does: 'export: replace the file if it is there' } },
  examples: [
    'clientele presets save "SAP billing" umsatz.json',
    'clientele import VBRP.csv --preset "SAP billing"',
  ],
  exits: { 0: 'done', 1: 'refused: there is no such preset, or the file is none' },
  run,
};

const VERBS: Readonly<Record<string, number>> = { list: 0, save: 2, export: 2, import: 1, remove: 1 };

async function run(asked: Asked): Promise<number> {
  const [verb = 'list', first = '', second = '', more] = asked.operands;
  const wanted = VERBS[verb];
  const given = [first, second, more].filter(Boolean).length;
  if (wanted === undefined) throw new WrongUsage(`"${verb}" is not understood.`, `clientele ${usage}`);
  if (given !== wanted)
    throw new WrongUsage(`presets ${verb} takes ${wanted} further words.`, `clientele ${usage}`);
  return await connected(asked, async connection => {
    const answer = await done(connection, asked, { verb, first, second });
    if (isJson(asked)) asked.screen.json(answer);
    else if (Array.isArray(answer)) printPresets(asked, answer);
    else asked.screen.line(answer.sentence);
    return EXIT.done;
  });
}

async function done(
  connection: Connection,
  { flags }: Asked,
  { verb, first, second }: { verb: string; first: string; second: string },
): Promise<Preset[] | { sentence: string }> {
  if (verb === 'save') {
    const mapping = (await jsonIn(second)) as (Question<'savePreset'>['body'] & object)['mapping'];
    const { name } = await connection.call('savePreset', { body: { name: first, mapping } });
    return { sentence: `${name} is saved.` };
  }
  if (verb === 'import') {
    const { name } = await connection.call('importPreset', { body: (await jsonIn(first)) as PresetFile });
    return { sentence: `${name} is saved, from ${basename(first)}.` };
  }
  if (verb === 'export') {
    const file = await connection.stream('presetFile', { params: { name: first } });
    await writeWhole(second, file, { replace: flags.has('force') });
    return { sentence: `${first} stands in ${second}.` };
  }
  if (verb === 'remove') return await connection.call('removePreset', { params: { name: first } });
  return await connection.call('presets');
}

function printPresets({ screen }: Asked, presets: readonly Preset[]): void {
  if (presets.length === 0) {
    screen.line(
      'No presets yet: clientele inspect FILE --mapping FILE writes a mapping, presets save names it.',
    );
    return;
  }
  printTable(
    screen,
    [words('preset'), words('kind'), figures('fields'), words('since'), words('by')],
    presets.map(({ name, mapping, at, by }) => [
      name,
      mapping.kind,
      String(Object.keys(mapping.fields).length),
      timeText(at),
      by,
    ]),
  );
}
