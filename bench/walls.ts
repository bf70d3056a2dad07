import { type RoleName, rightsOf, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { ScopedQuery } from '../server/ledger/ledger.ts';
import { type Identity, localIdentity } from '../server/people/identity.ts';
import { OWN_SCOPE } from '../server/stores.ts';
import { cardsOf } from './book-stream.ts';
import { benchHouse } from './house.ts';
import { medianOf, printTable, timed } from './measure.ts';

const CUSTOMERS = 100_000;
const CLASSES = 1_000;
const PEOPLE = 500;
const GUARDED_ROWS = 1_000_000;
const IMPORTS = 100;
const RUNS = 15;
const SALES: ScopedQuery = {
  sql: `SELECT customer_id, sum(CAST(invoiced + returned - rebate AS DOUBLE PRECISION)) AS net_revenue FROM customer_month
    WHERE month BETWEEN :first AND :last AND {visible} GROUP BY customer_id ORDER BY customer_id`,
  scopedQuery: true,
};

type Bench = Awaited<ReturnType<typeof benchHouse>>;

/** What walls cost: the same asked by somebody behind a thousand classes and by somebody who sees everything. */
export async function benchWalls(): Promise<void> {
  const bench = await benchHouse();
  try {
    await bench.importFile('file=customers.csv&currency=EUR', cardsOf(CUSTOMERS));
    const { person, stranger } = await raisedWalls(bench);
    console.log(
      `Walls: ${CUSTOMERS.toLocaleString('en')} customers, ${CLASSES} classes of three, ${PEOPLE} people, ${GUARDED_ROWS.toLocaleString('en')} guarded rows`,
    );
    const inside = localIdentity('test');
    const as = (personId: number): Identity => ({
      ...inside,
      ...{ personId, rights: rightsOf(['controller' as RoleName]) },
    });
    const outside = as(person);
    const rows: string[][] = [];
    for (const [title, path] of [
      ['a search of customers', '/customers?search=Customer'],
      [`the list of ${IMPORTS} imports`, '/batches'],
    ] as const)
      rows.push(
        await besideWithout(title, who => asked(bench, who === 'outside' ? as(stranger) : inside, path)),
      );
    rows.push(
      await besideWithout('count of a million guarded rows', who =>
        counted(bench, who === 'outside' ? stranger : 0),
      ),
    );
    printTable(['', 'with walls', 'without', 'limit', 'ratio'], rows);
    // What a participant reads is written to the log before it is answered, and nothing without walls is.
    printTable(['', 'with the log', 'without', 'ratio'], [await besideLog(bench, outside, as(stranger))]);
    printTable(['', 'median', 'limit', 'of limit'], [await scopeOfAll(bench)]);
    printTable(['', 'not yours', 'not there', 'ratio'], [await besideMissing(bench, outside)]);
  } finally {
    await bench.close();
  }
}

/** Classes of three rivals each, people with twenty grants each; answers the number of one of them, and of one with none. */
async function raisedWalls({ house }: Bench): Promise<{ person: number; stranger: number }> {
  return await house.stores.database.within(OWN_SCOPE, async store => {
    const run = (statement: ReturnType<typeof sql>) => statement.execute(store);
    await run(sql`INSERT INTO person (public_id, name, roles, made_by)
      SELECT 'per_' || i, 'Person ' || i, ARRAY['controller'], 'bench' FROM generate_series(1, ${PEOPLE}::integer) i`);
    await run(sql`INSERT INTO conflict_class (public_id, name, made_by)
      SELECT 'cls_' || i, 'Class ' || i, 'bench' FROM generate_series(1, ${CLASSES}::integer) i`);
    await run(sql`INSERT INTO conflict_member (class_id, customer_id, first_day, made_by)
      SELECT k.id, c.id, '2020-01-01', 'bench' FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM conflict_class) k
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customer) c ON (c.n - 1) / 3 = k.n - 1`);
    await run(sql`INSERT INTO wall_grant (public_id, person_id, customer_id, role, purpose, first_day, last_day, begins, made_by)
      SELECT 'gra_' || p.id || '_' || g, p.id, m.customer_id, 'reader', 'bench', '2020-01-01', '2999-01-01', '2020-01-01', 'bench'
      FROM person p CROSS JOIN generate_series(1, 20) g
      JOIN (SELECT customer_id, row_number() OVER (ORDER BY id) AS n FROM conflict_member) m ON m.n = (p.id * 37 + g * 53) % 3000 + 1`);
    await run(sql`INSERT INTO customer_record (batch_id, customer_id, stated)
      SELECT b.id, c.id, false FROM customer c CROSS JOIN (SELECT min(id) AS id FROM batch) b
      CROSS JOIN generate_series(2, ${GUARDED_ROWS / CUSTOMERS}::integer)`);
    await run(sql`INSERT INTO batch (public_id, file_name, sha256, bytes, state, example, options, created_by, kind, kept_at)
      SELECT 'bat_' || i, 'file ' || i || '.csv', sha256, bytes, 'kept', false, options, 'bench', 'ledger', now()
      FROM batch CROSS JOIN generate_series(2, ${IMPORTS}::integer) i WHERE id = (SELECT min(id) FROM batch)`);
    await run(
      sql`INSERT INTO person (public_id, name, roles, made_by) VALUES ('per_0', 'Stranger', ARRAY['controller'], 'bench')`,
    );
    const { rows } = await sql<{ person: number; stranger: number }>`
      SELECT min(id) FILTER (WHERE name LIKE 'Person %') AS person, min(id) FILTER (WHERE name = 'Stranger') AS stranger
      FROM person`.execute(store);
    return rows[0] as { person: number; stranger: number };
  });
}

async function asked({ house }: Bench, identity: Identity, path: string): Promise<void> {
  const answer = await house.as(identity).fetch(new Request(`http://localhost/api${path}`));
  if (!answer.ok && answer.status !== 404) throw new Error(`${path}: ${await answer.text()}`);
  await answer.text();
}

async function counted({ house }: Bench, personId: number): Promise<void> {
  const scope: Scope = { ...OWN_SCOPE, personId };
  await house.stores.database.within(scope, store =>
    sql`SELECT count(*) FROM customer_record`.execute(store),
  );
}

async function besideWithout(
  title: string,
  work: (who: 'outside' | 'inside') => Promise<void>,
): Promise<string[]> {
  const [outside, inside] = await inTurns(
    () => work('outside'),
    () => work('inside'),
  );
  return [title, `${outside.toFixed(1)} ms`, `${inside.toFixed(1)} ms`, '1.3', (outside / inside).toFixed(2)];
}

async function besideLog(bench: Bench, participant: Identity, stranger: Identity): Promise<string[]> {
  const [written, plain] = await inTurns(
    () => asked(bench, participant, '/batches'),
    () => asked(bench, stranger, '/batches'),
  );
  const title = 'the same list, by who is let in to twenty customers';
  return [title, `${written.toFixed(1)} ms`, `${plain.toFixed(1)} ms`, (written / plain).toFixed(2)];
}

async function besideMissing(bench: Bench, outside: Identity): Promise<string[]> {
  const hidden = await bench.house.stores.database.within(OWN_SCOPE, async store => {
    const { rows } = await sql<{ id: string }>`SELECT c.public_id AS id FROM customer c
      JOIN hidden_from(${outside.personId}, current_date, now()) h ON h = c.id LIMIT 1`.execute(store);
    return rows[0]?.id as string;
  });
  const [notYours, notThere] = await inTurns(
    () => asked(bench, outside, `/customers/${hidden}`),
    () => asked(bench, outside, '/customers/cus_000000000000'),
  );
  return [
    'a customer by its id',
    `${notYours.toFixed(2)} ms`,
    `${notThere.toFixed(2)} ms`,
    (notYours / notThere).toFixed(2),
  ];
}

/** All ids but one as a list to the ledger, beside the same without a list. */
async function scopeOfAll({ house }: Bench): Promise<string[]> {
  const { rows } = await house.stores.database.within(OWN_SCOPE, store =>
    sql<{ id: number }>`SELECT id FROM customer ORDER BY id`.execute(store),
  );
  const bounds = { first: 202501, last: 202501 };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const scope: Scope = { ...OWN_SCOPE, customers: rows.map(({ id }) => id) };
    times.push(await timed(() => house.stores.ledger.columns(scope, SALES, bounds)));
  }
  const median = medianOf(times);
  return [
    'a scope of 100,000 ids to the ledger',
    `${median.toFixed(1)} ms`,
    '50 ms',
    (median / 50).toFixed(2),
  ];
}

/** Medians of two pieces of work that take turns; the first round is not counted. */
async function inTurns(one: () => Promise<void>, other: () => Promise<void>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run <= RUNS; run++) {
    const both = [await timed(one), await timed(other)] as const;
    if (run > 0) for (const at of [0, 1] as const) times[at].push(both[at]);
  }
  return [medianOf(times[0]), medianOf(times[1])];
}
