import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../house.ts';
import { GOOD, HEADINGS, ROW_DIRT, type RowDirt } from './dirt.ts';
import { DAMAGE, FILE_DIRT } from './file-dirt.ts';
import { FORMATS, type Format } from './formats.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

let files = 0;
/** Three rows, the second of them with the dirt; a column that nothing takes makes the bytes new to the book. */
function tableWith(dirt: RowDirt) {
  const row = HEADINGS.map((name, i) => (dirt.cells as Record<string, string>)[name] ?? GOOD[i] ?? '');
  files += 1;
  const marked = (cells: readonly string[]) => [`n${files}`, ...cells];
  return { headings: ['note', ...HEADINGS], rows: [marked(GOOD), marked(row), marked(GOOD)] };
}

const holds = (format: Format, dirt: RowDirt) =>
  !Object.values(dirt.cells).some(text => format.lacks?.(text));

describe.each(FORMATS)('$name', format => {
  test.each(ROW_DIRT.filter(dirt => holds(format, dirt)))('$name', async dirt => {
    const table = tableWith(dirt);
    const batch = await house.send(format.file, await format.write(table), { currency: 'EUR' });
    const problems = await house.problems(batch.id);
    if ('kept' in dirt.answer) {
      expect(problems).toEqual([]);
      expect(batch).toMatchObject({
        state: 'kept',
        rowsKept: 3,
        amount: String(40 + Number(dirt.answer.kept)),
      });
    } else {
      expect(batch).toMatchObject({ state: 'kept', rowsKept: 2, rowsRefused: 1, amount: '40' });
      expect(problems).toMatchObject([
        { row: format.firstRow + 1, field: dirt.answer.field, what: expect.stringMatching(dirt.answer.what) },
      ]);
      expect(problems[0].mend).toMatch(/\w{4,}/);
    }
  });
});

describe.each(FORMATS)('$name as a whole', format => {
  const sent = (bytes: Uint8Array) => house.send(format.file, bytes, { currency: 'EUR' });

  test.each(FILE_DIRT)('$name', async ({ write, answers, ...dirt }) => {
    const answer = answers?.[format.name] ?? dirt.answer;
    const batch = await sent(await write(format, `w${++files}`));
    if (answer.state === 'kept') expect(batch).toMatchObject({ ...answer, rowsRefused: 0 });
    else {
      expect(batch).toMatchObject({ state: 'refused', rowsKept: 0 });
      expect(batch.sentence).toMatch(answer.sentence);
    }
  });
});

const SEALED = FORMATS.filter(({ isSealed }) => isSealed);

describe.each(SEALED)('$name, damaged on the way', format => {
  test.each(DAMAGE)('$name', async ({ done }) => {
    const whole = await (FILE_DIRT[0] as (typeof FILE_DIRT)[number]).write(format, `d${++files}`);
    const before = await house.get('/book');
    const batch = await house.send(format.file, done(whole), { currency: 'EUR' });
    expect(batch).toMatchObject({ state: 'refused', rowsKept: 0 });
    expect(batch.sentence).toMatch(/damaged|ends in the middle/);
    expect(await house.get('/book')).toEqual(before);
  });
});
