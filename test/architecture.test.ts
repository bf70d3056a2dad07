import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as code from './architecture/code.ts';
import * as imports from './architecture/imports.ts';
import * as names from './architecture/names.ts';
import { isCode, type Rule, type SourceFile, sentence, sourceFiles } from './architecture/source.ts';

interface House {
  readonly rule: Rule;
  /** Planted violations, each of which must be refused. */
  readonly refused: readonly SourceFile[];
  /** Near misses, none of which may be. */
  readonly accepted: readonly SourceFile[];
}

const root = join(import.meta.dirname, '..');
const at = (path: string, text = ''): SourceFile => ({ path, text });
const importing = (path: string, from: string) => at(path, `import { a } from '${from}';\n`);

const house: Record<string, House> = {
  'a room imports only what it may': {
    rule: imports.roomsKeepTheirImports,
    refused: [
      importing('engine/src/profit/costing.ts', 'zod'),
      importing('engine/src/profit/costing.ts', 'node:fs'),
      importing('engine/src/profit/costing.ts', '../../../contract/profit.ts'),
      importing('contract/profit.ts', 'hono'),
      importing('contract/profit.ts', '../server/app.ts'),
      importing('server/app.ts', '../cli/main.ts'),
      importing('server/app.ts', '../web/links.ts'),
      importing('cli/main.ts', '../web/links.ts'),
      importing('web/call.ts', 'node:fs'),
      importing('examples/meridian/csv.ts', '../../server/app.ts'),
      at('web/call.ts', "import type { App } from '../server/app.ts';"),
      at('web/call.ts', "export * from '../server/app.ts';"),
      at('web/call.ts', "const app = await import('../server/app.ts');"),
      at('web/call.ts', "type App = import('../server/app.ts').App;"),
      importing('web/profit/links.test.ts', '../../server/app.ts'),
    ],
    accepted: [
      importing('engine/src/profit/costing.ts', '../units/amount.ts'),
      importing('engine/src/profit/costing.test.ts', 'vitest'),
      importing('contract/profit.ts', '@clientele/engine'),
      importing('server/app.ts', 'node:fs'),
      importing('cli/main.ts', '../server/app.ts'),
      importing('web/call.ts', '../contract/profit.ts'),
      importing('test/pages.test.ts', '../server/app.ts'),
    ],
  },
  'a capability imports only those before it': {
    rule: imports.capabilitiesStandInOrder,
    refused: [
      importing('engine/src/units/amount.ts', '../profit/costing.ts'),
      importing('server/facts/routes.ts', '../profit/store.ts'),
      importing('contract/customers.ts', './walls.ts'),
    ],
    accepted: [
      importing('engine/src/profit/costing.ts', '../units/amount.ts'),
      importing('contract/profit.ts', './endpoint.ts'),
      importing('server/facts/routes.ts', '../../contract/profit.ts'),
    ],
  },
  'the engine has the capabilities and nothing else': {
    rule: imports.engineHasOnlyCapabilities,
    refused: [at('engine/src/reporting/table.ts')],
    accepted: [at('engine/src/index.ts'), at('engine/src/profit/costing.ts')],
  },
  'web capabilities stay apart, and web/ui knows none': {
    rule: imports.webCapabilitiesStayApart,
    refused: [
      importing('web/profit/Portfolio.tsx', '../customers/Customer.tsx'),
      importing('web/ui/Table.tsx', '../profit/Portfolio.tsx'),
      importing('web/ui/Table.tsx', '../../contract/profit.ts'),
    ],
    accepted: [
      importing('web/profit/Portfolio.tsx', '../ui/Table.tsx'),
      importing('web/profit/Portfolio.tsx', './Ranking.tsx'),
      importing('web/routes.tsx', './profit/Portfolio.tsx'),
      importing('web/ui/Explain.tsx', '../../contract/explain.ts'),
    ],
  },
  'contracts and pages take the small zod': {
    rule: imports.zodIsMini,
    refused: [importing('contract/profit.ts', 'zod'), importing('web/call.ts', 'zod/v4')],
    accepted: [importing('contract/profit.ts', 'zod/mini'), importing('server/app.ts', 'zod')],
  },
  'SQL lives in stores': {
    rule: code.sqlLivesInStores,
    refused: [
      at('server/facts/import.ts', 'db.query(`select id\nfrom customer where id = 1`);'),
      at('server/facts/import.ts', "db.query('SELECT set_config($1, $2, true)');"),
      at('server/facts/import.ts', 'db.query(`\n  -- why\n  WITH touched AS (SELECT 1) SELECT 2`);'),
      at('server/facts/import.ts', "db.query('insert into batch values (1)');"),
      at('cli/undo.ts', "db.query('DELETE FROM batch');"),
      at('server/app.ts', "db.query('create temp table visible (id bigint)');"),
      at('server/app.ts', "db.query('update batch set state = 1');"),
      at('server/app.ts', "import { Kysely, sql } from 'kysely';"),
    ],
    accepted: [
      at('server/facts/store.ts', "db.query('select 1 from batch');"),
      at('server/facts/batch-store.ts', "import { sql } from 'kysely';"),
      at('server/ledger/duckdb.ts', "db.query('select 1 from batch');"),
      at(
        'web/intake/Upload.tsx',
        "const words = ['Select a file from the list', 'update the model', 'Create table'];",
      ),
      at('server/app.ts', "import { Kysely } from 'kysely';"),
    ],
  },
  'the engine reads no clock, no chance, no machine': {
    rule: code.engineIsPure,
    refused: [
      at('engine/src/units/day.ts', 'export const now = Date.now();'),
      at('engine/src/units/day.ts', "export const day = new Date('2020-01-01');"),
      at('engine/src/units/day.ts', 'export const chance = Math.random();'),
      at('engine/src/units/day.ts', 'export const id = crypto.randomUUID();'),
      at('engine/src/units/day.ts', 'export const start = globalThis.performance.now();'),
      at('engine/src/units/day.ts', 'export const zone = process.env.TZ;'),
    ],
    accepted: [
      at('engine/src/units/day.ts', 'export const day = (year: number) => Date.UTC(year, 0, 1);'),
      at('engine/src/units/day.test.ts', 'const today = new Date();'),
      at('server/app.ts', 'const now = Date.now();'),
    ],
  },
  'stores take a scope': {
    rule: code.storesTakeAScope,
    refused: [
      at('server/facts/store.ts', 'export function batches(db: Db): Batch[] {}'),
      at('server/facts/batch-store.ts', 'export const batches = async (db: Db, scope: string) => [];'),
      at('server/facts/store.ts', 'async function batches() {}\nexport { batches };'),
    ],
    accepted: [
      at(
        'server/facts/store.ts',
        'export function batches(scope: Scope): Batch[] {}\nfunction row(it: Row) {}',
      ),
      at('server/facts/store.ts', 'export const batches = async ({ scope }: { scope: Scope }) => [];'),
      at('server/database/migrate.ts', 'export function migrate(db: Db) {}'),
    ],
  },
  'nothing is switched off': {
    rule: code.nothingIsSwitchedOff,
    refused: [
      at('server/app.test.ts', "it.only('works', () => undefined);"),
      at('server/app.test.ts', "describe.skip('works', () => undefined);"),
      at('server/app.test.ts', "test.skipIf(true)('works', () => undefined);"),
      at('server/app.test.ts', "test('works', context => context.skip());"),
      at('server/app.ts', '// @ts-ignore\nconst a = 1;'),
      at('server/app.ts', 'const a = b as any;'),
    ],
    accepted: [
      at(
        'server/app.test.ts',
        "test('works', context => context.skip(!known, 'the data of this test is not here'));",
      ),
      at(
        'server/app.ts',
        '// @ts-expect-error the types of the package are wrong here\nconst a = rows.skip(1) as unknown;',
      ),
    ],
  },
  'names say what is inside': {
    rule: names.namesSayWhatIsInside,
    refused: [
      at('server/utils/day.ts'),
      at('server/facts/import-helpers.ts'),
      at('web/ui/DataTable.tsx'),
      at('server/ledger/common.sql'),
      at('server/job_manager.ts'),
    ],
    accepted: [at('server/database/open.ts'), at('server/database/data-folder.ts'), at('web/ui/Table.tsx')],
  },
  'files are written in kebab-case, components in PascalCase': {
    rule: names.filesAreKebabOrPascal,
    refused: [
      at('server/openStore.ts'),
      at('web/ui/table.tsx'),
      at('server/Open.ts'),
      at('web/ui/sortable_table.tsx'),
    ],
    accepted: [
      at('web/main.tsx'),
      at('web/routes.tsx'),
      at('web/ui/Table.test.tsx'),
      at('vite.config.ts'),
      at('a-b.ts'),
    ],
  },
  'files stay small': {
    rule: names.filesStaySmall,
    refused: [at('server/app.ts', 'a();\n'.repeat(301)), at('server/ledger/measures.sql', '\n'.repeat(301))],
    accepted: [at('server/app.ts', 'a();\n'.repeat(300)), at('README.md', '\n'.repeat(900))],
  },
  'there is one index': {
    rule: names.oneIndex,
    refused: [at('server/index.ts'), at('web/ui/index.tsx')],
    accepted: [at('engine/src/index.ts'), at('web/index.html')],
  },
  'exports have names': {
    rule: names.exportsHaveNames,
    refused: [at('server/app.ts', 'export default function app() {}')],
    accepted: [at('vite.config.ts', 'export default {};'), at('server/app.ts', 'export function app() {}')],
  },
  'nothing names the machine or the tools it was written with': {
    rule: names.nothingOfTheMachine,
    refused: [
      at('README.md', 'See /work/plan.md'),
      at('server/app.ts', "const folder = '/root/clientele';"),
      at('server/app.ts', "const folder = '/tmp/clientele';"),
      at('docs/glossary.md', 'in `/home/ada/books`'),
      at('README.md', 'Written with Copilot.'),
    ],
    accepted: [
      at(
        'server/app.ts',
        "const path = '/customers/work/1'; const home = 'web/home/page'; const system = '/tmp';",
      ),
      at('README.md', 'https://example.org/work/1, ../work/x, and the session of a person'),
      at('test/browser.test.ts', "const folder = '/tmp/x';"),
    ],
  },
  'colours come from the theme': {
    rule: names.coloursComeFromTheTheme,
    refused: [
      at('web/ui/Chart.tsx', "const bad = '#c92a2a';"),
      at('web/profit/Portfolio.tsx', 'const bad = <p style={{ border: `1px solid #fff` }} />;'),
      at('web/ui/Table.css', '.row {\n  color: #abc;\n}'),
      at('web/ui/Table.css', '.row { color: rgb(0 0 0 / 50%); }'),
    ],
    accepted: [
      at('web/ui/theme.ts', "const bad = '#c92a2a';"),
      at('web/ui/Table.css', '#face { color: var(--bad); }'),
      at('web/links.ts', "const link = '/customers#facts'; const order = 'order #12';"),
    ],
  },
};

const files = sourceFiles(root);

test('the rules look at this repository, and at all of its code', () => {
  expect(files.map(file => file.path)).toContain('test/architecture.test.ts');
  const engine = files.filter(file => file.path.startsWith('engine/src/') && isCode(file));
  expect(engine.length).toBeGreaterThan(10);
});

describe.each(Object.entries(house))('%s', (_name, { rule, refused, accepted }) => {
  test('in this repository', () => {
    expect(rule(files).map(sentence)).toEqual([]);
  });

  test.each(refused.map(file => [titleOf(file), file] as const))('refuses %s', (_title, file) => {
    expect(rule([file]).map(breach => breach.path)).toContain(file.path);
  });

  test('accepts near misses', () => {
    expect(rule(accepted).map(sentence)).toEqual([]);
  });
});

function titleOf({ path, text }: SourceFile): string {
  return `${path} ${text.slice(0, 80).replaceAll(/\s+/g, ' ')}`.trim();
}
