import { expect, test } from 'vitest';
import { plain, screenOn } from './screen.ts';
import { figures, printTable, spare, textWidth, words } from './table.ts';

function screenFor({ isTTY = false, colours = false } = {}) {
  let text = '';
  const write = (written: string) => {
    text += written;
  };
  return {
    screen: screenOn({ out: { isTTY, write }, error: { isTTY, write }, colours }),
    written: () => text,
  };
}

test('figures stand on the right, words on the left, nothing trails', () => {
  const { screen, written } = screenFor();
  printTable(
    screen,
    [words('name'), figures('profit'), words('note')],
    [
      ['Nordhaven', '363,000.00', ''],
      ['Castell Automotive', { text: '−502.66', tone: 'red' }, 'loses'],
    ],
  );
  expect(written()).toBe(
    [
      'name                    profit  note',
      'Nordhaven           363,000.00',
      'Castell Automotive     −502.66  loses',
      '',
    ].join('\n'),
  );
});

test('long words are cut, and wide characters count as two', () => {
  const { screen, written } = screenFor();
  printTable(
    screen,
    [words('', 8), figures('')],
    [
      ['日本電産株式会社', '1'],
      ['Österreich', '10'],
    ],
  );
  expect(written()).toBe('日本電…    1\nÖsterre…  10\n');
  expect(textWidth('e\u0301')).toBe(1);
});

test('colours come on a terminal only, and outside the padding nothing else changes', () => {
  const rows = [[{ text: '−1', tone: 'red' }, 'a']] as const;
  const inFile = screenFor({ colours: true });
  printTable(inFile.screen, [figures(''), words('')], rows);
  expect(inFile.written()).toBe('−1  a\n');
  const onTerminal = screenFor({ isTTY: true, colours: true });
  printTable(onTerminal.screen, [figures(''), words('')], rows);
  expect(onTerminal.written()).toBe('\u001b[31m−1\u001b[39m  a\n');
});

test('a name cannot steer the terminal', () => {
  expect(plain('a\u001b[2Jb\r\nc\u202e')).toBe('a\ufffd[2Jb\ufffd\ufffdc\ufffd');
});

test('progress is shown on a terminal only, and gone before the next line', () => {
  const inFile = screenFor();
  inFile.screen.progress('reading 10 %');
  expect(inFile.written()).toBe('');
  const onTerminal = screenFor({ isTTY: true });
  onTerminal.screen.progress('reading 10 %');
  onTerminal.screen.line('done');
  expect(onTerminal.written()).toBe('reading 10 %\r\u001b[Kdone\n');
});

test('JSON is one line for programs and indented for people', () => {
  const inFile = screenFor();
  inFile.screen.json({ a: 1 });
  expect(inFile.written()).toBe('{"a":1}\n');
  const onTerminal = screenFor({ isTTY: true });
  onTerminal.screen.json({ a: 1 });
  expect(onTerminal.written()).toBe('{\n  "a": 1\n}\n');
});

test('spare columns give way on a narrow terminal, and empty ones everywhere', () => {
  let text = '';
  const out = { isTTY: true, columns: 20, write: (written: string) => (text += written) };
  const screen = screenOn({ out, error: out, colours: false });
  const columns = [words('name'), words('none'), spare(1, words('segment')), figures('profit')];
  printTable(screen, columns, [['Castell', '', 'automotive', '−502.66']]);
  expect(text).toBe('name      profit\nCastell  −502.66\n');
});
