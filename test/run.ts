// What `npm test` runs, in this order, whatever fails before: every step is a named check, every test counts one, and
// the last line says it all. `--check` runs the quick checks alone, `--only NAME` one step or the tests of one path.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  readonly name: string;
  readonly run: (total: Count) => void;
}

/** What we read of vitest's JSON report. */
interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const root = join(import.meta.dirname, '..');
const hasWeb = existsSync(join(root, 'web', 'index.html'));

const { values: asked } = parseArgs({ options: { check: { type: 'boolean' }, only: { type: 'string' } } });

const checks: readonly Step[] = [
  tool('types of the engine', 'typescript/bin/tsc', ['-p', 'engine']),
  tool('types of the server', 'typescript/bin/tsc', ['-p', '.']),
  ifWeb(tool('types of the web', 'typescript/bin/tsc', ['-p', 'web'])),
  tool('biome', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', ...colour()]),
  tool('knip', 'knip/bin/knip.js', ['--no-progress']),
];
const build = ifWeb(command('web build', [join(root, 'setup.mjs'), '--web']));

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps()) step.run(total);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function steps(): readonly Step[] {
  if (asked.check) return checks;
  const all = [...checks, build, tests('vitest')];
  if (asked.only === undefined) return all;
  const only = asked.only;
  const named = all.filter(({ name }) => name === only || name.startsWith(`${only} `));
  return named.length > 0 ? named : [tests(`tests of ${only}`, only)];
}

/** A tool out of node_modules that is silent, or nearly so, when all is well. */
function tool(name: string, script: string, args: readonly string[]): Step {
  return command(name, [join(root, 'node_modules', script), ...args]);
}

function command(name: string, args: readonly string[]): Step {
  return {
    name,
    run: total => {
      const startedAt = performance.now();
      const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
      });
      if (status === 0) total.passed += 1;
      else total.failed += 1;
      say({ passed: status === 0, name, startedAt });
      if (status !== 0) console.log([stderr, stdout, error?.message].filter(Boolean).join('\n'));
    },
  };
}

function ifWeb(step: Step): Step {
  const left = () => console.log(`– ${step.name}: left out, there is no web/index.html yet`);
  return hasWeb ? step : { name: step.name, run: left };
}

/** Every test counts one; so does whatever vitest could not even load, and finding no test at all. */
function tests(name: string, ...filters: readonly string[]): Step {
  return {
    name,
    run: total => {
      const startedAt = performance.now();
      const folder = mkdtempSync(join(tmpdir(), 'clientele-tests-'));
      const file = join(folder, 'report.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
      const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...filters], {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const counted = countOf(file, status);
      rmSync(folder, { recursive: true, force: true });
      total.passed += counted.passed;
      total.failed += counted.failed;
      total.skipped += counted.skipped;
      say({ passed: counted.failed === 0, name, startedAt });
    },
  };
}

function countOf(file: string, status: number | null): Count {
  if (!existsSync(file)) return failure('vitest stopped before it could report');
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  const each = report.testResults.flatMap(suite => suite.assertionResults.map(test => test.status));
  const unloaded = report.testResults.filter(
    suite => suite.status === 'failed' && !suite.assertionResults.some(test => test.status === 'failed'),
  );
  for (const suite of unloaded) console.log(`✗ ${suite.name} failed outside of its tests`);
  const passed = each.filter(state => state === 'passed').length;
  const skipped = each.filter(state => ['skipped', 'pending', 'todo', 'disabled'].includes(state)).length;
  const failed = each.length - passed - skipped + unloaded.length;
  if (each.length === 0 && failed === 0) return failure('no tests were found');
  if (failed === 0 && (status !== 0 || !report.success)) {
    return { ...failure('vitest failed outside of the tests, see above'), passed, skipped };
  }
  return { passed, failed, skipped };
}

function failure(why: string): Count {
  console.log(`✗ ${why}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

function say({ passed, name, startedAt }: { passed: boolean; name: string; startedAt: number }): void {
  console.log(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

function colour(): readonly string[] {
  return process.stdout.isTTY ? ['--colors=force'] : ['--colors=off'];
}
