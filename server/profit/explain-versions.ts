import { figureIn } from '../../contract/profit-figure.ts';
import type { OfSubject } from './explain-customer.ts';
import { figuresOf } from './explain-subject.ts';
import { type Explained, type Explaining, inputsIn } from './explaining.ts';
import { modelInUse } from './model-in-use.ts';

/** Whether the versions that hold in the period word an activity, or the pool that it draws on, in different ways. */
export function changesOver({ ranked }: Explaining, key: string): boolean {
  const wordings = ranked.model.parts.map(({ version: { model } }) => {
    const activity = model.activities.find(candidate => candidate.key === key);
    const pool = model.pools.find(candidate => candidate.key === activity?.pool);
    return JSON.stringify([activity?.minutes, activity?.money, activity?.assumed, pool]);
  });
  return new Set(wordings).size > 1;
}

/** A figure of an activity as the sum of what each version of the cost model makes of it in its part of the period. */
export async function byVersions(
  asked: Explaining,
  { subject }: OfSubject,
  { explained, amountOf }: { explained: Explained; amountOf: (of: OfSubject) => number | Promise<number> },
): Promise<Explained> {
  const { ranked } = asked;
  const { timeline, parts } = ranked.model;
  const { plus } = inputsIn(explained.unit);
  const inputs = await Promise.all(
    parts.map(async ({ version, period }) => {
      const model = modelInUse(timeline, period, ranked.settings.currency);
      const within = { ...asked, ranked: { ...ranked, model, period } };
      const amount = await amountOf({ subject, ...(await figuresOf(within, subject)) });
      const figure = figureIn(asked.figure, `${period.from}..${period.through}`);
      return plus(`${version.name}, ${monthsText(period)}`, amount, figure);
    }),
  );
  return {
    ...explained,
    formula: 'The cost model changed in the period: each version’s part by its own time equation and rates',
    inputs,
  };
}

/** Without an end where the period asked for has none. */
function monthsText({ from, through }: { from: string; through: string }): string {
  if (from <= '1000') return through >= '9999' ? 'all months' : `through ${through}`;
  if (through >= '9999') return `from ${from}`;
  return from === through ? from : `${from} to ${through}`;
}
