import type { FieldCondition, ForWhom, ScenarioBasis } from './scenario.ts';

/** What every customer earns as things are. */
export function actualProfits({ revenue, productCost, costs }: ScenarioBasis): Float64Array {
  return revenue.map((amount, i) =>
    costs.reduce(
      (profit, { amounts }) => profit - (amounts[i] as number),
      amount - (productCost[i] as number),
    ),
  );
}

/** 1 for each customer that is meant. */
export function membersOf(basis: ScenarioBasis, whom: ForWhom): Uint8Array {
  const { customers, revenue } = basis;
  const profits = whom.sign === undefined ? undefined : actualProfits(basis);
  const least =
    whom.largest === undefined ? undefined : revenue.toSorted().at(-Math.max(1, Math.floor(whom.largest)));
  const chosen = fieldsChosen(basis, whom.where ?? []);
  return Uint8Array.from(customers, ({ id, segment, country }, i) => {
    for (const { codes, meant } of chosen) if (!meant.has(codes[i] as number)) return 0;
    if (whom.segment !== undefined && segment !== whom.segment) return 0;
    if (whom.country !== undefined && country !== whom.country) return 0;
    if (whom.customer !== undefined && id !== whom.customer) return 0;
    if (least !== undefined && (revenue[i] as number) < least) return 0;
    if (profits && (whom.sign === 'loss') !== (profits[i] as number) < 0) return 0;
    return 1;
  });
}

function fieldsChosen({ fields }: ScenarioBasis, where: readonly FieldCondition[]) {
  return [...new Set(where.map(({ field }) => field))].map(name => {
    const { values = [], codes = [] } = fields.find(({ field }) => field === name) ?? {};
    const asked = where.filter(({ field }) => field === name);
    const coded = asked.map(({ value }) => (value === null ? 0 : values.indexOf(value) + 1 || Number.NaN));
    return { codes, meant: new Set(coded) };
  });
}
