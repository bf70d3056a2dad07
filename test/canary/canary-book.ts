import { readFileSync } from 'node:fs';
import type { RoleName } from '@clientele/engine';
import type { TestHouse } from '../house.ts';
import { addedPeople, publicIdOf } from '../wall-people.ts';

// A small company that supplies two rivals, with another random text in every field of theirs, and amounts that nobody else has.

const RIVALS = ['ONE', 'TWO'] as const;
export type Rival = (typeof RIVALS)[number];
const OPEN = ['K101', 'K102', 'K103', 'K104', 'K105', 'K106', 'K107'];

/** Everybody who could ask, and on whose side they stand. */
export const PEOPLE: Readonly<Record<string, { roles: readonly RoleName[]; side?: Rival }>> = {
  'Owner of the book': { roles: ['owner'] },
  'Owner on the side of one': { roles: ['owner'], side: 'ONE' },
  'Controller in the middle': { roles: ['controller'] },
  'Controller of one': { roles: ['controller'], side: 'ONE' },
  'Controller of two': { roles: ['controller'], side: 'TWO' },
  'Account manager of one': { roles: ['account manager'], side: 'ONE' },
  'Account manager of two': { roles: ['account manager'], side: 'TWO' },
  'Quality manager of two': { roles: ['quality manager'], side: 'TWO' },
  'Planner of one': { roles: ['planner'], side: 'ONE' },
  'Planner in the middle': { roles: ['planner'] },
  'Front line': { roles: ['front line'] },
  'Executive of all': { roles: ['executive'] },
  'Steward of walls': { roles: ['compliance steward'] },
  'Auditor of all': { roles: ['auditor'] },
  'Planner and steward': { roles: ['planner', 'compliance steward'] },
};

export interface CanaryBook {
  /** Random texts and odd amounts of each rival, and its public id. */
  readonly canaries: ReadonlyMap<string, readonly string[]>;
  readonly ids: Readonly<Record<Rival, string>>;
  readonly keys: Readonly<Record<Rival, string>>;
  readonly names: Readonly<Record<Rival, string>>;
}

/** Fills a house with it. Seeded, so that what leaks once leaks again. */
export async function canaryBook(house: TestHouse): Promise<CanaryBook> {
  const words = wordsOf(20_261_126);
  const told = { ONE: [] as string[], TWO: [] as string[] };
  const canary = (rival: Rival) => {
    const word = words();
    told[rival].push(word);
    return word;
  };
  const odd = (rival: Rival, at: number) => {
    const amount = `${rival === 'ONE' ? 7 : 8}${31_077 + at * 1_013}.${at + 11}`;
    told[rival].push(amount);
    return amount;
  };
  const keys = { ONE: canary('ONE'), TWO: canary('TWO') };
  const names = { ONE: canary('ONE'), TWO: canary('TWO') };
  const files = filesOf({ keys, names, canary, odd });
  for (const [name, text] of Object.entries(files)) {
    const batch = await house.send(name, text, { currency: 'EUR', homeCountry: 'DE' });
    if (batch.state !== 'kept') throw new Error(`${name}: ${batch.state} ${batch.sentence}`);
  }
  const model = JSON.parse(readFileSync(MODEL, 'utf8').replace('"GBP"', '"EUR"'));
  const used = await house.ask('/models', 'POST', model);
  if (used.status !== 200) throw new Error(`the cost model: ${JSON.stringify(used.body)}`);
  const ids = await decidedAndSaved(house, { keys, canary });
  const roles = Object.entries(PEOPLE).map(([name, person]) => [name, person.roles] as const);
  await addedPeople(house, Object.fromEntries(roles));
  const canaries = new Map(RIVALS.map(rival => [ids[rival], told[rival]]));
  return { ids, keys, names, canaries };
}

interface Making {
  readonly keys: Readonly<Record<Rival, string>>;
  readonly names: Readonly<Record<Rival, string>>;
  readonly canary: (rival: Rival) => string;
  readonly odd: (rival: Rival, at: number) => string;
}

function filesOf({ keys, names, canary, odd }: Making): Record<string, string> {
  const rivals = (row: (rival: Rival) => string) => RIVALS.map(row).join('');
  const open = (row: (key: string, i: number) => string) => OPEN.map(row).join('');
  const days = ['2024-02-05', '2024-09-10', '2025-03-03', '2025-08-12'];
  const products = { ONE: [canary('ONE'), canary('ONE')], TWO: [canary('TWO'), canary('TWO')] };
  const orders = { ONE: [0, 1, 2, 3].map(() => canary('ONE')), TWO: [0, 1, 2, 3].map(() => canary('TWO')) };
  return {
    'customers.csv': `customer,name,segment,country,parent,since,owner,Tier\n${rivals(
      rival =>
        `${keys[rival]},${names[rival]},${canary(rival)},DE,,2020-01-01,Account manager of ${rival.toLowerCase()},${canary(rival)}\n`,
    )}${open((key, i) => `${key},Customer ${key},Pumps,${i % 2 ? 'DE' : 'FR'},,2020-01-01,Front line,Gold\n`)}`,
    'products.csv': `product,name,group,unit_cost\n${rivals(rival =>
      products[rival].map(product => `${product},${canary(rival)},${canary(rival)},3\n`).join(''),
    )}PUMP,Pump,Pumps,4\n`,
    'lines.csv': `order,customer,product,day,quantity,amount,country,channel\n${rivals(rival =>
      days
        .map(
          (day, at) =>
            `${orders[rival][at]},${keys[rival]},${products[rival][at % 2]},${day},7,${odd(rival, at)},DE,edi\n`,
        )
        .join(''),
    )}${open((key, i) => days.map((day, at) => `O-${key}-${at},${key},PUMP,${day},5,${100 + i}.5,FR,manual\n`).join(''))}`,
    // Of either alone, so that the file is behind one wall.
    ...Object.fromEntries(
      RIVALS.map(rival => [
        `returns-${canary(rival)}.csv`,
        `return,customer,product,day,quantity,amount,reason\n${canary(rival)},${keys[rival]},${products[rival][0]},2025-04-04,1,${odd(rival, 7)},${canary(rival)}\n${canary(rival)},${keys[rival]},${products[rival][0]},never,1,5,${canary(rival)}\n`,
      ]),
    ),
    'activities.csv': `activity,customer,day,count,minutes,flag,order\n${rivals(
      rival =>
        `visit,${keys[rival]},2025-05-05,3,180,,\nexpedite,${keys[rival]},2025-05-06,2,90,,${orders[rival][2]}\n`,
    )}${open(key => `visit,${key},2025-05-05,1,60,,\n`)}`,
    'ledger.csv': 'month,pool,amount,capacity_minutes\n2025-05,desk,10000,10000\n2025-03,desk,9000,10000\n',
  };
}

const MODEL = new URL('../../examples/online-retail/cost-model.json', import.meta.url);

/** Decisions, what is stated of its value, a scenario and a view of each rival, with texts of theirs. */
async function decidedAndSaved(
  house: TestHouse,
  { keys, canary }: Pick<Making, 'keys' | 'canary'>,
): Promise<Record<Rival, string>> {
  const ids = { ONE: '', TWO: '' };
  for (const rival of RIVALS) {
    const { customer } = await house.get(`/customers/${keys[rival]}`);
    ids[rival] = customer.id;
    await house.ask(`/customers/${customer.id}/decisions`, 'POST', {
      ...{ enough: false, action: canary(rival), owner: canary(rival), reviewOn: '2999-01-01' },
    });
    await house.ask(`/customers/${customer.id}/value-inputs`, 'POST', {
      kind: 'visibility',
      fields: { score: 4, reason: canary(rival), owner: canary(rival), expires: '2999-01-01' },
    });
    await house.ask(`/customers/${customer.id}/value-inputs`, 'POST', {
      kind: 'contract',
      fields: { first: '2021-01-01', everyMonths: 12, amount: 31_077.11, source: canary(rival) },
    });
    // By the other one, which hides it from either side, and by a customer whom everybody sees.
    const rivalKey = keys[rival === 'ONE' ? 'TWO' : 'ONE'];
    for (const referrer of [rivalKey, OPEN[0]]) {
      const said = { reason: canary(rival), thanksSent: '2025-03-12', thanksHow: canary(rival) };
      await house.ask(`/customers/${customer.id}/value-inputs`, 'POST', {
        kind: 'referral',
        fields: { referrer, share: 0.25, from: '2025-01-01', ...said },
      });
    }
    const scenario = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } };
    const saved = { name: canary(rival), note: canary(rival), scenario, customers: [customer.id] };
    await house.ask('/scenarios', 'POST', saved);
    const view = {
      name: canary(rival),
      note: canary(rival),
      address: `/customers/${customer.id}?period=2025`,
    };
    await house.ask('/views', 'POST', view);
  }
  return ids;
}

/** Two clicks, and everybody on their side. */
export async function raiseWalls(house: TestHouse, { ids }: CanaryBook): Promise<void> {
  await house.ask('/walls/rivals', 'POST', { customers: [ids.ONE, ids.TWO], name: 'Rivals' });
  for (const [name, { side }] of Object.entries(PEOPLE))
    if (side)
      await house.ask('/walls/participants', 'POST', {
        ...{ person: publicIdOf(name), customer: ids[side], role: 'contributor', purpose: 'Works for it' },
        until: '2999-12-31',
      });
}

/** Random words, the same for a seed. */
function wordsOf(seed: number): () => string {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return () => `Zq${Array.from({ length: 9 }, () => 'bcdfghjkmnpqrstvwxz'[(next() >>> 8) % 19]).join('')}`;
}
