import { exactText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand, PERIOD } from './command.ts';
import { connected } from './connection.ts';
import type { Answer } from './contract.ts';
import { periodName } from './headline.ts';
import { plain, type Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

const usage = 'explain FIGURE [--period PERIOD]';

export const command: Command = {
  usage,
  does: 'How a figure came about: what it comes to, the formula in words, how sure it is, its inputs, each with the address that it opens by in turn, and the facts behind it down to file and row. A customer stands in an address by its id or number.',
  options: { period: PERIOD },
  examples: [
    'clientele explain portfolio/profit --period 2025',
    'clientele explain customer/K100/profit',
    'clientele explain pool/warehouse/rate --period 2025-03',
    'clientele explain value/K100',
  ],
  exits: { 0: 'explained', 1: 'refused: no such figure, or not a period' },
  run,
};

type Explanation = Answer<'explain'>;

async function run(asked: Asked): Promise<number> {
  const figure = onlyOperand(asked, { what: 'FIGURE', usage: `clientele ${usage}` });
  return await connected(asked, async connection => {
    const query = { figure, period: asked.values.period };
    const explained = await connection.call('explain', { query });
    if (isJson(asked)) asked.screen.json(explained);
    else printExplanation(asked.screen, explained);
    return EXIT.done;
  });
}

function printExplanation(screen: Screen, explained: Explanation): void {
  const { title, value, unit, formula, caution, grade, gradeReason, inputs, facts } = explained;
  screen.line(screen.tone('bold', plain(`${title}   ${valueText(value, unit)}`)));
  screen.line(screen.tone('dim', periodName(explained.period)));
  screen.line(plain(`${formula}.`));
  screen.line(plain(`Grade ${grade}: ${gradeReason}`));
  if (caution) screen.line(screen.tone('yellow', plain(caution)));
  if (inputs.length > 0) {
    screen.line();
    printTable(
      screen,
      [words(''), words('input', 60), figures('value'), words('note', 60), words('opens by', 100)],
      inputs.map(input => [
        input.sign ?? '',
        input.label,
        valueText(input.value, input.unit),
        input.note ?? '',
        input.figure ?? '',
      ]),
    );
  }
  if (facts.length === 0) return;
  screen.line();
  printTable(
    screen,
    [words('fact', 70), words('day'), figures('value'), words('file', 40), figures('row')],
    facts.map(fact => [fact.text, fact.day, valueText(fact.value, fact.unit), fact.file, String(fact.row)]),
  );
  const { factsRest } = explained;
  if (factsRest)
    screen.line(
      screen.tone('dim', plain(`and ${factsRest.count} more: clientele explain "${factsRest.figure}"`)),
    );
}

/** A number with all its digits and its unit; what is no number stays as it is. */
function valueText(value: string, unit: string): string {
  const text = /^-?\d+(\.\d+)?$/.test(value) && unit !== 'text' ? exactText(value) : value;
  return unit === '' || unit === 'text' ? text : `${text} ${unit}`;
}
