import type { Scope } from '@clientele/engine';
import type { Explanation } from '../../contract/profit-answers.ts';
import { readFigure, readNarrowing } from '../../contract/profit-figure.ts';
import { Refusal } from '../errors.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { explainBatch } from './explain-batch.ts';
import { explainBridge } from './explain-bridge.ts';
import { explainCell } from './explain-cell.ts';
import { explainCells } from './explain-cells.ts';
import { explainCustomer, explainUnassigned } from './explain-customer.ts';
import { explainExpedites } from './explain-expedites.ts';
import { gradeOfFigure } from './explain-grade.ts';
import { explainMeasurement } from './explain-measurement.ts';
import { explainPool, explainPools } from './explain-pool.ts';
import { explainPortfolio } from './explain-portfolio.ts';
import { explainRanking } from './explain-ranking.ts';
import { explainReconciliation } from './explain-reconciliation.ts';
import { explainScenario } from './explain-scenario.ts';
import type { Explained, Explaining, ExplainsBeyond } from './explaining.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';

type Explains = (
  asked: Explaining,
  path: readonly string[],
) => Promise<Explained | undefined> | Explained | undefined;

/** Who explains what, by the first part of the address. */
const SUBJECTS: Readonly<Record<string, Explains>> = {
  customer: explainCustomer,
  unassigned: explainUnassigned,
  ranking: explainRanking,
  portfolio: (asked, path) => explainPortfolio(asked, ['portfolio', ...path].join('/')),
  reconciliation: explainReconciliation,
  pool: explainPool,
  pools: explainPools,
  batch: explainBatch,
  bridge: explainBridge,
  expedites: explainExpedites,
  cell: explainCell,
  cells: explainCells,
  scenario: explainScenario,
  measurement: explainMeasurement,
};

/**
 * How a figure came about, by its address; the answer says the period and the last day that it rests on.
 *
 * @param beyond who explains the figures of later capabilities, by the first part of the address
 */
export async function explainFigure(
  stores: ProfitStores,
  scope: Scope,
  asked: { figure: string; period: string },
  beyond: Readonly<Record<string, ExplainsBeyond>> = {},
): Promise<Explanation> {
  const { figure, period } = readFigure(asked.figure, asked.period);
  const { address, path, narrowing } = partsOf(figure);
  const later = Object.hasOwn(beyond, path[0] ?? '') ? beyond[path[0] ?? ''] : undefined;
  const told = await later?.(scope, { figure: address, path: path.slice(1), narrowing });
  if (told) return { figure: asked.figure, ...told };
  const explains = Object.hasOwn(SUBJECTS, path[0] ?? '') ? SUBJECTS[path[0] ?? ''] : undefined;
  const ranked = await rankedPortfolio(stores, scope, period);
  const asking = { stores, scope, ranked, period, figure: address, narrowing };
  const explained = await explains?.(asking, path.slice(1));
  if (!explained) throw new Refusal('unknown-figure', `There is no figure "${asked.figure}".`);
  const { grade, reason } = await gradeOfFigure(asking, path);
  const span = await spanOfFacts(stores, scope);
  const title =
    explained.factsFrom > 0 ? `${explained.title}, facts from ${explained.factsFrom + 1}` : explained.title;
  return {
    figure: asked.figure,
    period,
    asOf: span?.asOf ?? null,
    ...explained,
    title,
    grade,
    gradeReason: reason,
  };
}

/** `ranking/profit?sign=loss` as its address, the parts of it, and what narrows it. */
function partsOf(figure: string) {
  const [address = '', query = ''] = figure.split('?');
  return {
    address,
    path: address.split('/').map(decoded),
    narrowing: readNarrowing(query),
  };
}

/** A part as it was before it went into the address; what was never encoded stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
