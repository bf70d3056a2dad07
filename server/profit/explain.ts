import type { Scope } from '@clientele/engine';
import type { Explanation } from '../../contract/profit-answers.ts';
import { Refusal } from '../errors.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { explainCustomer } from './explain-customer.ts';
import { explainPool } from './explain-pool.ts';
import { explainPortfolio } from './explain-portfolio.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';

export type Explained = Omit<Explanation, 'figure' | 'period' | 'asOf'>;

/** How a figure came about, by its address; the answer says the period and the last day that it rests on. */
export async function explainFigure(
  stores: ProfitStores,
  scope: Scope,
  asked: { figure: string; period: string },
): Promise<Explanation> {
  const ranked = await rankedPortfolio(stores, scope, asked.period);
  const [subject, ...rest] = asked.figure.split('/');
  const explained =
    subject === 'customer'
      ? await explainCustomer(stores, scope, ranked, rest)
      : subject === 'pool'
        ? await explainPool(stores, scope, ranked, rest)
        : subject === 'portfolio' || subject === 'reconciliation'
          ? await explainPortfolio(stores, scope, ranked, `${subject}/${rest.join('/')}`)
          : undefined;
  if (!explained) throw new Refusal('unknown-figure', `There is no figure "${asked.figure}".`);
  const span = await spanOfFacts(stores, scope);
  return { figure: asked.figure, period: asked.period, asOf: span?.asOf ?? null, ...explained };
}
