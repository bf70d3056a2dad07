import type { FieldCondition, ForWhom, ScenarioBasis } from './scenario.ts';

/** What every customer earns as things are. */
export function actualProfits({ revenue, productCost, costs }: ScenarioBasis): Float64Array {
  const profits = new Float64Array(revenue.length);
  for (let i = 0; i < profits.length; i++) profits[i] = (revenue[i] as number) - (productCost[i] as number);
  for (const { amounts } of costs)
    for (let i = 0; i < profits.length; i++) profits[i] = (profits[i] as number) - (amounts[i] as number);
  return profits;
}

/** 1 for each customer that is meant. */
export function membersOf(basis: ScenarioBasis, whom: ForWhom): Uint8Array {
  const { customers, revenue } = basis;
  const profits = whom.sign === undefined ? undefined : actualProfits(basis);
  const least =
    whom.largest === undefined ? undefined : revenue.toSorted().at(-Math.max(1, Math.floor(whom.largest)));
  const chosen = fieldsChosen(basis, whom.where ?? []);
  const meets = (i: number): boolean => {
    for (const { codes, meant } of chosen) if (!meant.has(codes[i] as number)) return false;
    const { id, segment, country } = customers[i] as ScenarioBasis['customers'][number];
    if (whom.segment !== undefined && segment !== whom.segment) return false;
    if (whom.country !== undefined && country !== whom.country) return false;
    if (whom.customer !== undefined && id !== whom.customer) return false;
    if (least !== undefined && (revenue[i] as number) < least) return false;
    return !profits || (whom.sign === 'loss') === (profits[i] as number) < 0;
  };
  const members = new Uint8Array(customers.length);
  for (let i = 0; i < members.length; i++) if (meets(i)) members[i] = 1;
  return members;
}

function fieldsChosen({ fields }: ScenarioBasis, where: readonly FieldCondition[]) {
  return [...new Set(where.map(({ field }) => field))].map(name => {
    const { values = [], codes = [] } = fields.find(({ field }) => field === name) ?? {};
    const asked = where.filter(({ field }) => field === name);
    const coded = asked.map(({ value }) => (value === null ? 0 : values.indexOf(value) + 1 || Number.NaN));
    return { codes, meant: new Set(coded) };
  });
}
