import { formatDecimal } from '@clientele/engine';
import { figureOf } from '../../contract/profit-figure.ts';
import { costOf, type Seen } from './cost-seen.ts';
import { explainActivity } from './explain-activity.ts';
import type { OfSubject } from './explain-customer.ts';
import { type Explained, type Explaining, inputsIn, NO_FACTS } from './explaining.ts';
import { costLinesOf, isAssumed } from './portfolio.ts';

interface Group {
  readonly title: string;
  readonly formula: string;
  /** Indices of the model's activities. */
  readonly activities: readonly number[];
}

/** Cost lines and other sums of activities: `line/orders`, `costToServe`, `costToServe/pool/desk`, `ownMistakes/…`. */
export function explainCosts(
  asked: Explaining,
  of: OfSubject,
  [figure = '', by = '', key = '']: readonly string[],
): Explained | Promise<Explained | undefined> | undefined {
  const { model } = asked.ranked.portfolio;
  if (figure === 'line' && key === '') return explainGroup(asked, of, 'deducted', lineOf(asked, by));
  if (figure !== 'costToServe' && figure !== 'ownMistakes') return undefined;
  if (by === '') return figure === 'costToServe' ? explainCostToServe(asked, of) : explainOwn(asked, of);
  if (by === 'cost') return explainActivity(asked, of, { key, seen: figure });
  if (by === 'line') return explainGroup(asked, of, figure, lineOf(asked, key));
  const pool = by === 'pool' ? model.pools.find(candidate => candidate.key === key) : undefined;
  if (!pool) return undefined;
  return explainGroup(asked, of, figure, {
    title: figure === 'costToServe' ? pool.name : `Our own mistakes, ${pool.name},`,
    formula: `The activities that draw on ${pool.name}`,
    activities: [...model.activities.keys()].filter(index => model.activities[index]?.pool === key),
  });
}

function lineOf({ ranked }: Explaining, key: string): Group | undefined {
  const line = costLinesOf(ranked.portfolio.model).find(candidate => candidate.key === key);
  if (!line) return undefined;
  const formula = 'The sum of its activities';
  return { title: line.name, formula, activities: line.activities.map(({ index }) => index) };
}

function explainGroup(
  asked: Explaining,
  of: OfSubject,
  seen: Seen,
  group: Group | undefined,
): Explained | undefined {
  if (!group) return undefined;
  const { model } = asked.ranked.portfolio;
  const { currency } = asked.ranked.settings;
  const { plus } = inputsIn(currency);
  const { title, formula, activities } = group;
  const amounts = activities.map(index => costOf(of, seen, index));
  const place = seen === 'deducted' ? 'cost' : `${seen}/cost`;
  return {
    title: `${title} for ${of.subject.name}`,
    value: formatDecimal(amounts.reduce((total, amount) => total + amount, 0)),
    unit: currency,
    formula,
    caution: activities.some(index => isAssumed(model, index))
      ? 'Some of these rates are assumed, not measured.'
      : null,
    inputs: activities.map((index, at) => {
      const { name, key } = model.activities[index] as (typeof model.activities)[number];
      const figure = `${of.subject.address}/${place}/${figureOf(key)}`;
      return plus(name, amounts[at] as number, figure, isAssumed(model, index) ? 'assumed' : null);
    }),
    ...NO_FACTS,
  };
}

function explainCostToServe(asked: Explaining, of: OfSubject): Explained {
  const { currency } = asked.ranked.settings;
  const { plus } = inputsIn(currency);
  const lines = costLinesOf(asked.ranked.portfolio.model).map(({ key, name, activities }) => ({
    key,
    name,
    amount: activities.reduce((total, { index }) => total + costOf(of, 'costToServe', index), 0),
  }));
  return {
    title: `Cost to serve ${of.subject.name}`,
    value: formatDecimal(lines.reduce((total, { amount }) => total + amount, 0)),
    unit: currency,
    formula: 'The sum of the cost lines; the profit and loss deducts each of them',
    caution: null,
    inputs: lines.map(({ key, name, amount }) =>
      plus(name, amount, `${of.subject.address}/costToServe/line/${key}`),
    ),
    ...NO_FACTS,
  };
}

function explainOwn(asked: Explaining, of: OfSubject): Explained | undefined {
  const all = [...asked.ranked.portfolio.model.activities.keys()];
  const explained = explainGroup(asked, of, 'ownMistakes', {
    title: 'Our own mistakes',
    formula:
      'What returns and activities that we caused cost; a line of its own, not charged to the customer',
    activities: all.filter(index => costOf(of, 'ownMistakes', index) !== 0),
  });
  return explained && { ...explained, title: `Our own mistakes with ${of.subject.name}` };
}
