import { type CostModel, GRADED_WITHOUT_MODEL, type Graded, gradeOf } from '@clientele/engine';
import { figuresOf, NOBODY, type Subject, subjectOf } from './explain-subject.ts';
import type { Explaining } from './explaining.ts';
import { basisOfRow, basisOfWhole, everyPart, type GradedParts, NOTHING } from './grades.ts';

const COUNTED: Graded = {
  grade: 'A',
  assumedShare: undefined,
  reason: 'Counted or booked: it comes from the rows of files, and no assumed rate enters it.',
};
const NOTHING_COUNTED: Graded = { ...COUNTED, reason: 'No activity was counted that would cost anything.' };

/** What measuring would change is known from the model; what will be measured is not. */
const COUNTED_OUT: Graded = {
  ...COUNTED,
  reason: 'Worked out from the costs as they stand and from what the model marks as assumed.',
};

/** Figures that rest on the whole profit and loss. */
const PROFITS = ['profit', 'rank', 'rankGap', 'lossMonths', 'peak', 'companyProfit', 'ledgerProfit'];
const PRODUCT_COSTS = ['productCost', 'assumedProductCost', 'contribution'];
/** Columns of pools that the ledger states or that hold books against books. */
const BOOKED = ['ledger', 'sustaining', 'notInTheModel', 'unexplained'];

/** How sure an explained figure is: what is counted or booked is A, the rest by the cost that it rests on. */
export async function gradeOfFigure(asked: Explaining, [subject = '', ...path]: readonly string[]) {
  if (subject === 'customer')
    return await ofSubject(asked, await subjectOf(asked, path[0] ?? ''), path.slice(1));
  // A cell is as sure as the customer's figure that it is a part of.
  if (subject === 'cell') return await ofSubject(asked, await subjectOf(asked, path[0] ?? ''), path.slice(2));
  if (subject === 'measurement') return COUNTED_OUT;
  if (subject === 'scenario') return await ofScenario(asked);
  if (subject === 'unassigned') return await ofSubject(asked, NOBODY, path);
  if (subject === 'pool') return await ofPool(asked, path);
  if (subject === 'pools')
    return BOOKED.includes(path[0] ?? '') ? COUNTED : await ofWhole(asked, costToServeOf(asked, []));
  return await ofWhole(asked, partsOf(asked, path));
}

async function ofSubject(asked: Explaining, subject: Subject, path: readonly string[]): Promise<Graded> {
  const { model } = asked.ranked.portfolio;
  const flag = flagOf(model, path);
  if (flag !== undefined) return flag ? assumedOf('It') : COUNTED;
  if (path[0] === 'productCost' && path[1] === 'known') return COUNTED;
  const parts = partsOf(asked, path);
  if (!parts) return COUNTED;
  const { figures, row } = await figuresOf(asked, subject);
  const seen = path[0] === 'ownMistakes' ? { ...figures, costs: figures.own } : figures;
  const basis = row < 0 ? NOTHING : basisOfRow(model, seen, row, parts);
  return gradedBasis(model, parts, basis);
}

/** Minutes, terms and rates rest on one statement of the model, which is assumed or not. */
function flagOf(
  { activities, pools }: CostModel,
  [figure = '', key]: readonly string[],
): boolean | undefined {
  const activity = activities.find(candidate => candidate.key === key);
  if (figure === 'minutes' || figure === 'ownMinutes' || figure === 'term') return activity?.assumed === true;
  if (figure !== 'rate') return undefined;
  return pools.some(pool => pool.assumed && (pool.key === key || pool.key === activity?.pool));
}

async function ofScenario(asked: Explaining): Promise<Graded> {
  return gradedEstimate(await ofWhole(asked, everyPart(asked.ranked.portfolio.model)), 'might be');
}

/** Whatever it starts from, what might be or is to come is no measurement. */
export function gradedEstimate({ grade, assumedShare }: Graded, ofWhat: 'might be' | 'is to come'): Graded {
  return {
    grade: 'D',
    assumedShare,
    reason: `An estimate of what ${ofWhat}. The profit and loss that it starts from is of grade ${grade}.`,
  };
}

async function ofPool(asked: Explaining, [key = '', part = '']: readonly string[]): Promise<Graded> {
  const { model } = asked.ranked.portfolio;
  const pool = model.pools.find(candidate => candidate.key === key);
  if (part === 'rate' || part === 'capacity') return pool?.assumed ? assumedOf(pool.name) : COUNTED;
  if (BOOKED.includes(part) || (part === '' && pool?.kind !== 'rate')) return COUNTED;
  return await ofWhole(asked, costToServeOf(asked, ['pool', key]));
}

async function ofWhole(asked: Explaining, parts: GradedParts | undefined): Promise<Graded> {
  if (!parts) return COUNTED;
  const { stores, scope, ranked } = asked;
  const { portfolio, period } = ranked;
  const basis = await basisOfWhole(stores.ledger, scope, { portfolio, period }, parts);
  return gradedBasis(portfolio.model, parts, basis);
}

function gradedBasis(
  { activities }: CostModel,
  parts: GradedParts,
  basis: Parameters<typeof gradeOf>[0],
): Graded {
  const restsOnServing = !parts.productCost || parts.activities.length > 0;
  if (activities.length === 0 && restsOnServing) return GRADED_WITHOUT_MODEL;
  return !parts.productCost && basis.cost === 0n ? NOTHING_COUNTED : gradeOf(basis);
}

/** What of the profit and loss a figure rests on; undefined where it is none of its costs. */
function partsOf(asked: Explaining, [figure = '', ...path]: readonly string[]): GradedParts | undefined {
  const { model } = asked.ranked.portfolio;
  if (figure === 'share') return path[0] === 'assumed' ? everyPart(model) : partsOf(asked, path);
  if (PROFITS.includes(figure)) return model.activities.length === 0 ? SERVING : everyPart(model);
  if (figure === 'profitOfCustomers' || figure === 'profitUnassigned') return everyPart(model);
  if (PRODUCT_COSTS.includes(figure)) return { productCost: true, activities: [] };
  if (figure === 'cost' || figure === 'line') return costToServeOf(asked, [figure, ...path]);
  if (figure === 'costToServe' || figure === 'ownMistakes') return costToServeOf(asked, path);
  return undefined;
}

const SERVING: GradedParts = { productCost: false, activities: [] };

/** All activities, or those of one cost line, of one pool, or one alone. */
function costToServeOf(asked: Explaining, [by = '', key = '']: readonly string[]): GradedParts {
  const { activities } = asked.ranked.portfolio.model;
  const all = [...activities.keys()];
  const chosen = all.filter(index => {
    const { key: own, line, pool } = activities[index] as (typeof activities)[number];
    return by === '' || key === { cost: own, line, pool }[by];
  });
  return { productCost: false, activities: chosen };
}

function assumedOf(what: string): Graded {
  return {
    grade: 'D',
    assumedShare: undefined,
    reason: `${what} is assumed in the cost model, not measured.`,
  };
}
