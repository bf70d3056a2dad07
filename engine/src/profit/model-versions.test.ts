import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths } from '../units/day.ts';
import type { Activity, CostModel, Pool } from './cost-model.ts';
import {
  checkVersion,
  gapsIn,
  type ModelVersion,
  modelOver,
  putVersion,
  versionAt,
} from './model-versions.ts';

const DESK: Pool = { key: 'desk', name: 'Desk', kind: 'time' };
const ENTRY: Activity = {
  ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk' },
  minutes: [{ driver: 'orders', minutes: '9' }],
};

function model(name: string, more: Partial<CostModel> = {}): CostModel {
  return { name, currency: 'EUR', pools: [DESK], activities: [ENTRY], ...more };
}
const A = model('A');
const version = (name: string, first?: string, last?: string): ModelVersion => ({
  model: model(name),
  first,
  last,
});
const text = (versions: readonly ModelVersion[]) =>
  versions.map(({ model: { name }, first = '', last = '' }) => `${name} ${first}..${last}`);

describe('a version among others', () => {
  test.each([
    ['takes over from a month on', [version('A')], version('B', '2025-03'), ['A ..2025-02', 'B 2025-03..']],
    [
      'holds for some months, and what held before goes on after',
      [version('A')],
      version('B', '2025-03', '2025-04'),
      ['A ..2025-02', 'B 2025-03..2025-04', 'A 2025-05..'],
    ],
    [
      'takes the place of all',
      [version('A', undefined, '2025-01'), version('B', '2025-02')],
      version('C'),
      ['C ..'],
    ],
    [
      'leaves what it does not touch',
      [version('A', '2024-01', '2024-06')],
      version('B', '2025-01'),
      ['A 2024-01..2024-06', 'B 2025-01..'],
    ],
  ])('%s', (_title, before, put, after) => {
    expect(text(putVersion(before, put))).toEqual(after);
  });

  const month = fc.integer({ min: 0, max: 40 }).map(count => addMonths('2024-01', count));
  const versions = fc.array(
    fc
      .record({ name: fc.constantFrom('A', 'B', 'C'), first: fc.option(month), last: fc.option(month) })
      .filter(({ first, last }) => first === null || last === null || first <= last)
      .map(({ name, first, last }) => version(name, first ?? undefined, last ?? undefined)),
    { maxLength: 8 },
  );

  test('each month has at most one version, the one put last; what is none is a gap', () =>
    fc.assert(
      fc.property(versions, month, (all, asked) => {
        let placed: ModelVersion[] = [];
        for (const one of all) placed = putVersion(placed, one);
        const holding = placed.filter(one => versionAt([one], asked));
        const last = all.findLast(one => versionAt([one], asked));
        expect(holding.map(one => one.model.name)).toEqual(last ? [last.model.name] : []);
        const gap = gapsIn(placed, { from: asked, through: asked });
        expect(gap).toEqual(last ? [] : [{ from: asked, through: asked }]);
      }),
    ));

  test('gaps stand between the versions and at both ends', () => {
    const all = [version('A', '2024-03', '2024-05'), version('B', '2024-08', '2024-08')];
    expect(gapsIn(all, { from: '2024-01', through: '2024-12' })).toEqual([
      { from: '2024-01', through: '2024-02' },
      { from: '2024-06', through: '2024-07' },
      { from: '2024-09', through: '2024-12' },
    ]);
  });
});

describe('versions as one model', () => {
  const lines = { ...ENTRY, key: 'lines', name: 'Lines' };
  const slow = { ...ENTRY, minutes: [{ driver: 'orders', minutes: '12' }] };
  const versions = [
    { model: A, first: undefined, last: '2024-12' },
    { model: model('B', { activities: [lines, slow] }), first: '2025-01', last: undefined },
  ];

  test('has the words of the latest that holds in the period, in an order that no period changes', () => {
    const keys = (one: CostModel) => one.activities.map(({ key }) => key);
    const both = modelOver(versions, undefined);
    const early = modelOver(versions, { from: '2024-01', through: '2024-12' });
    expect(keys(both)).toEqual(['entry', 'lines']);
    expect(keys(early)).toEqual(keys(both));
    expect([both.name, both.activities[0]]).toEqual(['B', slow]);
    expect([early.name, early.activities[0]]).toEqual(['A', ENTRY]);
  });

  test('a key that means something else is refused, with the mend', () => {
    const other = model('C', {
      pools: [{ ...DESK, kind: 'sustaining' }],
      activities: [{ ...ENTRY, pool: 'elsewhere' }],
    });
    expect(checkVersion(other, versions)).toMatchObject([
      { where: 'pools[0].kind', what: '"desk" is of kind time in "A"' },
      { where: 'activities[0].pool', what: '"entry" draws on "desk" in "A"' },
    ]);
    expect(checkVersion(A, versions)).toEqual([]);
  });
});
