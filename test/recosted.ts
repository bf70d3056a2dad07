import { type CostModel, minutesStated, type Recosting, recost, recostPools } from '@clientele/engine';
import type { TestHouse } from './house.ts';

/** What a period comes to by the columns for trying other minutes, at the minutes stated, beside what costing made of it. */
export async function recosted(house: TestHouse, period: string) {
  const { model }: { model: CostModel } = await house.get('/models/current');
  const { body } = await house.ask(`/models/recosting?period=${period}`, 'POST', model);
  const column = (text: string) => new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
  const recosting: Recosting = {
    ...body,
    terms: body.terms.map((term: { perMinute: string }) => ({ ...term, perMinute: column(term.perMinute) })),
    money: body.money.map((traced: { amounts: string }) => ({ ...traced, amounts: column(traced.amounts) })),
  };
  const minutes = minutesStated(recosting, model);
  const costs = recost(recosting, minutes, new Float64Array(body.customers.length));
  const contribution = column(body.contribution);
  const { customers } = await house.get(`/portfolio/customers?period=${period}&limit=1000`);
  const { pools } = await house.get(`/reconciliation?period=${period}`);
  const costed = new Map(
    customers.map((one: { id: string; profit: string }) => [one.id, Number(one.profit)]),
  );
  return {
    customers: body.customers.map(({ id }: { id: string }, row: number) => ({
      tried: ((contribution[row] as number) - (costs[row] as number)) / 1e6,
      costed: costed.get(id) as number,
    })) as { tried: number; costed: number }[],
    pools: recostPools(recosting, model, minutes).map(tried => {
      const line = pools.find(({ pool }: { pool: string }) => pool === tried.pool);
      const inMoney = (['customers', 'unassigned', 'ownMistakes'] as const).map(where => ({
        tried: tried[where] / 1e6,
        costed: Number(line[where]),
      }));
      const used = { tried: tried.used, costed: line.usedMinutes ?? tried.used };
      const capacity = { tried: tried.capacity, costed: line.capacityMinutes ?? tried.capacity };
      return { pool: tried.pool, sums: [...inMoney, used, capacity] };
    }),
  };
}
