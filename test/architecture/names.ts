import {
  type Breach,
  breachAt,
  isCode,
  isTest,
  matchesIn,
  nodesOf,
  type Rule,
  type SourceFile,
} from './source.ts';

const LINES_MAX = 300;
const BANNED = ['utils', 'helpers', 'common', 'manager', 'service', 'data', 'info', 'process'];

/** Terms of the glossary that contain a banned word and are the field's own. */
const TERMS = ['data-folder'];

export const namesSayWhatIsInside: Rule = files =>
  files.flatMap(file =>
    file.path.split('/').flatMap(segment => {
      const words = kebab(segment.replace(/^\.+/, '').replace(/\..*$/, ''));
      const banned = TERMS.includes(words) ? undefined : words.split('-').find(word => BANNED.includes(word));
      return banned === undefined
        ? []
        : atTop(file, {
            rule: 'names',
            what: `"${segment}" contains "${banned}", which could hold anything`,
            mend: "Name it by the field's own word for what is inside",
          });
    }),
  );

export const filesAreKebabOrPascal: Rule = files =>
  files.filter(isCode).flatMap(file => {
    const name = file.path.split('/').at(-1) ?? '';
    const stem = name.replace(/\.(tsx?|mjs)$/, '').replace(/\.(test|config)$/, '');
    const component = name.endsWith('.tsx') && !['main', 'routes'].includes(stem);
    if ((component ? /^[A-Z][A-Za-z0-9]*$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/).test(stem)) return [];
    return atTop(file, {
      rule: 'names',
      what: `${name} is not in ${component ? 'PascalCase' : 'kebab-case'}`,
      mend: 'Components (.tsx) are written LikeThis.tsx, all else like-this.ts',
    });
  });

export const filesStaySmall: Rule = files =>
  files
    .filter(({ path }) => /\.(tsx?|sql|css|mjs)$/.test(path))
    .flatMap(file => {
      const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
      if (lines <= LINES_MAX) return [];
      return breachAt(file, file.text.length, {
        rule: 'size',
        what: `${lines} lines, more than ${LINES_MAX}`,
        mend: 'Split it along its subjects; aim at 80 lines',
      });
    });

export const oneIndex: Rule = files =>
  files.filter(isCode).flatMap(file =>
    /(^|\/)index\.\w+$/.test(file.path) && file.path !== 'engine/src/index.ts'
      ? atTop(file, {
          rule: 'one index',
          what: 'an index file hides where things are',
          mend: 'Import the file that has it; only engine/src/index.ts is an index',
        })
      : [],
  );

export const exportsHaveNames: Rule = files =>
  files
    .filter(file => isCode(file) && !/\.config\.ts$/.test(file.path))
    .flatMap(file =>
      [...nodesOf(file)]
        .filter(node => node.type === 'ExportDefaultDeclaration')
        .map(node =>
          breachAt(file, node.start, {
            rule: 'named exports',
            what: 'a default export gets another name in every importer',
            mend: 'Export it by its name',
          }),
        ),
    );

const MACHINE_PATH = /(?<![\w.~-])\/(work\/|root\/|home\/[\w-]+|Users\/[\w-]+|tmp\/[\w.-]+)/gm;
const MACHINERY = /\b(claude|anthropic|openai|chatgpt|copilot|subagents?|agents\.md)\b/gi;

export const nothingOfTheMachine: Rule = files =>
  files
    .filter(file => !isTest(file) && file.path !== 'package-lock.json')
    .flatMap(file => [
      ...matchesIn(file, MACHINE_PATH, {
        rule: 'no machine paths',
        what: 'a path of one machine',
        mend: 'Take it from the configuration, os.tmpdir(), os.homedir(), or import.meta.dirname',
      }),
      ...matchesIn(file, MACHINERY, {
        rule: 'no machinery',
        what: 'a word of the tools this was written with',
        mend: 'Say what the product does instead',
      }),
    ]);

const HEX_COLOUR = /(?<![\w&/])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!-)/gi;
const COLOUR_IN_CSS = /(?<=:[^;{}]*)(?:#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\()/gi;

export const coloursComeFromTheTheme: Rule = files =>
  files
    .filter(({ path }) => path.startsWith('web/') && !path.startsWith('web/ui/theme'))
    .flatMap(file => {
      if (file.path.endsWith('.css')) return matchesIn(file, COLOUR_IN_CSS, FROM_THEME);
      if (!isCode(file)) return [];
      return [...nodesOf(file)]
        .filter(node => ['Literal', 'TemplateElement', 'JSXText'].includes(node.type))
        .flatMap(node =>
          [...file.text.slice(node.start, node.end).matchAll(HEX_COLOUR)].map(match =>
            breachAt(file, node.start + match.index, {
              ...FROM_THEME,
              what: `${FROM_THEME.what}: ${match[0]}`,
            }),
          ),
        );
    });

const FROM_THEME = {
  rule: 'colours',
  what: 'a colour outside the theme',
  mend: 'Name it in web/ui/theme and use the name, so that light and dark both have it',
};

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

function atTop(file: SourceFile, said: Omit<Breach, 'path' | 'line'>): Breach[] {
  return [breachAt(file, 0, said)];
}
