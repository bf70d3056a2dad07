import { localOwner, type Scope } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { profitStores } from '../../test/profit-stores.ts';
import { openRegister } from '../customers/register.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type FieldSums, openFieldSums } from '../measures/field-sums.ts';
import { sumLatestMonth } from '../measures/field-sums-store.ts';
import { bridgeAnswer } from './bridge.ts';
import type { ProfitStores } from './ranked.ts';

const SCOPE = localOwner('test');
const YEARS = { from: '2024', to: '2025' };

describe.each(['duckdb', 'postgres'])('a bridge by a field on %s', engine => {
  let house: TestHouse;
  let sums: FieldSums;
  /** What the ledger was asked for since it was last looked at: sums by a field, or lines. */
  const asked: ('sums' | 'lines')[] = [];
  beforeAll(async () => {
    house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    await house.ask('/example', 'POST');
    sums = openFieldSums(house.stores.ledger, SCOPE, 0);
  });
  afterAll(async () => {
    await sums.close();
    await house.close();
  });

  /** What happens before sums are read. */
  let before: (() => Promise<void>) | undefined;
  const stores = (): ProfitStores => {
    const { ledger } = house.stores;
    const columns: Ledger['columns'] = async (scope, query, given) => {
      if (/field_product_month/.test(query.sql)) {
        asked.push('sums');
        await before?.();
      }
      if (/order_line/.test(query.sql)) asked.push('lines');
      return ledger.columns(scope, query, given);
    };
    return profitStores(house, { ledger: { ...ledger, columns }, fieldSums: sums });
  };
  /** A bridge of the customers whom conditions on fields let pass, without the addresses of its bars. */
  const bridge = async (where: readonly string[], scope: Scope = SCOPE, of = stores()) => {
    asked.length = 0;
    const answer = await bridgeAnswer(of, scope, { ...YEARS, where });
    return {
      difference: answer.difference,
      ends: [answer.before.profit, answer.after.profit],
      steps: answer.steps.map(({ key, amount }) => [key, amount]),
    };
  };
  /** The same for who sees a list of customers, of whom there are no sums. */
  const fromLines = async (where: readonly string[]) => {
    const customers = [...(await house.customerKeys()).keys()].filter(id => id > 0);
    const answer = await bridge(where, { ...SCOPE, customers });
    expect(asked).toEqual(['lines', 'lines']);
    return answer;
  };
  const valuesOf = async (field: string): Promise<string[]> => {
    const { groups } = await house.get(`/portfolio/groups?by=${field}`);
    return groups.map(({ value }: { value: string | null }) => value ?? '');
  };
  const segments = async () => (await valuesOf('segment')).map(value => `segment:${value}`);
  const idsOf = async (segment: string): Promise<number[]> => {
    const cards = await openRegister(house.stores.database).customers(SCOPE, 0);
    return cards.cards.filter(card => `segment:${card.segment ?? ''}` === segment).map(({ id }) => id);
  };
  const lines = (rows: readonly string[]) =>
    house.send('more.csv', `order,customer,product,day,quantity,amount\n${rows.join('\n')}\n`, {
      currency: 'EUR',
    });

  test('says the same from sums as from lines, and reads no line for it', async () => {
    const all = await segments();
    expect(all.length).toBeGreaterThan(2);
    const selections = [all.slice(0, 1), all.slice(1), [...all, 'segment:'], ['segment:nobody has it']];
    await bridge(all.slice(0, 1));
    expect(asked).toEqual(['lines', 'lines']);
    const writes = house.stores.ledger.writes();
    await sums.idle();
    // What was read before stands.
    expect(house.stores.ledger.writes()).toBe(writes);
    for (const where of selections) {
      const expected = where.includes('segment:nobody has it') ? undefined : await fromLines(where);
      const answer = await bridge(where);
      if (expected) {
        expect(asked).toEqual(['sums', 'sums']);
        expect(answer).toEqual(expected);
      } else expect(answer).toEqual({ difference: '0', ends: ['0', '0'], steps: [] });
    }
  });

  test('has sums of several fields together, where these have few values', async () => {
    const { cards } = await openRegister(house.stores.database).customers(SCOPE, 0);
    const somebody = cards.find(card => card.segment !== null && card.country !== null);
    const [segment, country] = [`segment:${somebody?.segment}`, `country:${somebody?.country}`];
    const others = (await segments()).filter(one => one !== 'segment:' && one !== segment);
    const countries = (await valuesOf('country')).map(one => `country:${one}`);
    expect([others.length > 1, countries.length > 1]).toEqual([true, true]);
    const selections = [
      [segment, country],
      [...others, ...countries.filter(one => one !== country)],
      [segment, 'segment:', country, 'country:'],
      [...others, ...countries, 'country:'],
    ];
    await bridge(selections[0] ?? []);
    expect(asked).toEqual(['lines', 'lines']);
    await sums.idle();
    const differences = new Set<string>();
    for (const where of selections) {
      const expected = await fromLines(where);
      expect(await bridge(where.toReversed())).toEqual(expected);
      expect(asked).toEqual(['sums', 'sums']);
      differences.add(expected.difference);
    }
    expect(differences.size).toBeGreaterThan(2);
  });

  test('reads the lines of those months alone in which some came or went, until their sums are made', async () => {
    const [segment] = (await segments()).filter(one => one !== 'segment:');
    const [id] = await idsOf(String(segment));
    const key = (await house.customerKeys()).get(Number(id));
    const earlier = await bridge([String(segment)]);
    // Who is new has no segment, and leaves those of the others as they were.
    const batch = await lines([
      `N1,${key},NEW-1,2025-02-03,3,123.45`,
      `N2,Somebody new,NEW-1,2025-03-03,3,20`,
    ]);
    expect(batch.state).toBe('kept');
    const expected = await fromLines([String(segment)]);
    expect(await bridge([String(segment)])).toEqual(expected);
    expect(asked).toEqual(['sums', 'sums', 'lines']);
    expect(expected).not.toEqual(earlier);
    await sums.idle();
    expect(await bridge([String(segment)])).toEqual(expected);
    expect(asked).toEqual(['sums', 'sums']);
    expect((await house.undo(batch.id)).status).toBe(200);
    await sums.idle();
    expect(await bridge([String(segment)])).toEqual(earlier);
    expect(asked).toEqual(['sums', 'sums', 'lines']);
    await sums.idle();
    expect(await bridge([String(segment)])).toEqual(earlier);
    expect(asked).toEqual(['sums', 'sums']);
  });

  test('goes by the values as they are, when a customer has another', async () => {
    const [one, other] = (await segments()).filter(segment => segment !== 'segment:');
    const [id] = await idsOf(String(one));
    const key = (await house.customerKeys()).get(Number(id));
    const value = String(other).slice('segment:'.length);
    await house.send('cards.csv', `customer,segment\n${key},${value}\n`, { currency: 'EUR' });
    expect(await idsOf(String(other))).toContain(id);
    for (const from of [
      ['lines', 'lines'],
      ['sums', 'sums'],
    ]) {
      const answer = await bridge([String(other)]);
      expect(asked).toEqual(from);
      await sums.idle();
      expect(answer).toEqual(await fromLines([String(other)]));
    }
  });

  test('takes away what those bought whom a wall hides, whose lines alone are read, once for all selections', async () => {
    const [segment, another] = (await segments()).filter(one => one !== 'segment:');
    const where = [String(segment)];
    const all = await bridge(where);
    const [hidden, alsoHidden] = await idsOf(String(segment));
    const [elsewhere] = await idsOf(String(another));
    const everybody = [...(await house.customerKeys()).keys()].filter(id => id > 0);
    for (const except of [[hidden], [hidden, alsoHidden], [hidden, elsewhere, 999_999]].map(some =>
      some.map(Number),
    )) {
      const seen = everybody.filter(id => !except.includes(id));
      const selections = [where, [...where, 'segment:'], []];
      const expected: unknown[] = [];
      for (const conditions of selections) {
        expected.push(await bridge(conditions, { ...SCOPE, customers: seen }));
        expect(asked).toEqual(['lines', 'lines']);
      }
      expect(expected[0]).not.toEqual(all);
      const [behind, theirs] = [stores(), [['lines'], [], []]];
      for (const conditions of selections) {
        const answer = await bridge(conditions, { ...SCOPE, customers: { except } }, behind);
        expect(answer).toEqual(expected.shift());
        const bySums = conditions.length > 0 ? ['sums', 'sums'] : [];
        expect(asked).toEqual([...bySums, ...(theirs.shift() ?? [])]);
      }
    }
    // Who is hidden has another segment: nothing is to be taken away.
    expect(await bridge(where, { ...SCOPE, customers: { except: [Number(elsewhere)] } })).toEqual(all);
    expect(asked).toEqual(['sums', 'sums']);
    // So many are not looked for.
    const many = Array.from({ length: 2001 }, (_, at) => 100_000 + at);
    expect(await bridge(where, { ...SCOPE, customers: { except: many } })).toEqual(all);
    expect(asked).toEqual(['lines', 'lines']);
  });

  test('reads lines where a month has no sums for who does not see everybody, and where a write comes between', async () => {
    const [segment] = (await segments()).filter(one => one !== 'segment:');
    const expected = await bridge([String(segment)]);
    expect(asked).toEqual(['sums', 'sums']);
    const [hidden] = await idsOf(String(segment));
    const scope: Scope = { ...SCOPE, customers: { except: [Number(hidden)] } };
    const behind = await bridge([String(segment)], scope);
    let gone: Promise<void> | undefined;
    before = () => {
      gone ??= house.stores.ledger.write(async writer => {
        for (const table of ['summed_field_month', 'field_product_month'])
          await writer.run(`DELETE FROM ${table} WHERE month = 202503`);
      });
      return gone;
    };
    expect(await bridge([String(segment)])).toEqual(expected);
    expect(asked).toEqual(['sums', 'sums', 'lines']);
    before = undefined;
    expect(await bridge([String(segment)], scope)).toEqual(behind);
    expect(asked.toSorted()).toEqual(['lines', 'lines', 'sums', 'sums']);
  });

  test('reads lines where a field has nearly as many values as there are customers', async () => {
    const keys = [...(await house.customerKeys()).values()].filter(key => key !== '');
    const cards = keys.map((key, at) => `${key},N${at % 51}\n`);
    await house.send('numbers.csv', `customer,Number\n${cards.join('')}`, { currency: 'EUR' });
    for (let again = 0; again < 2; again++) {
      await bridge(['custom.Number:N7']);
      expect(asked).toEqual(['lines', 'lines']);
      await sums.idle();
    }
  });

  test('keeps the sums of eight fields, those that were made last', async () => {
    const coded = (field: string) => ({
      ...{ field, stamp: field },
      customers: Int32Array.from([1, 2]),
      codes: Int32Array.from([1, 2]),
    });
    await sums.idle();
    for (let i = 0; i < 9; i++)
      await house.stores.ledger.write(writer => sumLatestMonth(SCOPE, writer, coded(`field ${i}`)));
    const fields = async (table: string) =>
      await house.ledgerRows(
        `SELECT DISTINCT f.field_id FROM ${table} f CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible} ORDER BY field_id`,
      );
    const kept = await fields('summed_field');
    expect(kept).toHaveLength(8);
    expect(await fields('field_product_month')).toEqual(kept);
    expect(await fields('summed_field_month')).toEqual(kept);
    await bridge((await segments()).slice(0, 1));
    expect(asked).toEqual(['lines', 'lines']);
  });
});

const CODED = { field: 'tier', stamp: 'a', customers: new Int32Array(0), codes: new Int32Array(0) };
const refusing = () => Promise.reject(new Error('no room'));

test('sums that cannot be made are told of, and not tried again until asked for', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const writeBeside = vi.fn(refusing);
  const sums = openFieldSums({ writeBeside }, SCOPE, 10);
  sums.make(CODED, 9);
  await sums.idle();
  expect(writeBeside).not.toHaveBeenCalled();
  sums.make(CODED, 10);
  await sums.idle();
  expect(writeBeside).toHaveBeenCalledTimes(1);
  expect(told.mock.calls).toEqual([['Sums by tier could not be made: Error: no room']]);
  sums.make(CODED, 10);
  await sums.close();
  expect(told).toHaveBeenCalledTimes(1);
  told.mockRestore();
});
