import type { FieldCondition, ForWhom, ScenarioBasis, ScenarioCustomer } from './scenario.ts';

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
  const members = new Uint8Array(basis.customers.length).fill(1);
  const keep = (is: (i: number) => boolean) => {
    for (let i = 0, met = 0; i < members.length; i++) {
      met = members[i] as number;
      if (met === 1 && !is(i)) members[i] = 0;
    }
  };
  const keepCustomers = (is: (customer: ScenarioCustomer) => boolean) =>
    keep(i => is(basis.customers[i] as ScenarioCustomer));
  const { segment, country, customer, sign, largest, where = [] } = whom;
  for (const { codes, meant } of fieldsChosen(basis, where)) keep(i => meant.has(codes[i] as number));
  if (segment !== undefined) keepCustomers(one => one.segment === segment);
  if (country !== undefined) keepCustomers(one => one.country === country);
  if (customer !== undefined) keepCustomers(({ id }) => id === customer);
  if (largest !== undefined) {
    const least = basis.revenue.toSorted().at(-Math.max(1, Math.floor(largest)));
    if (least !== undefined) keep(i => (basis.revenue[i] as number) >= least);
  }
  if (sign !== undefined) {
    const profits = actualProfits(basis);
    keep(i => (sign === 'loss') === (profits[i] as number) < 0);
  }
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
