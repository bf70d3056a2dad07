import { EXPEDITE, expediteActivities, formatDecimal } from '@clientele/engine';
import { figureOf, type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import {
  type Expedite,
  MEASURES,
  NONE,
  narrowedExpedites,
  readExpedites,
  reasonName,
  shareOfExpedites,
  totalOfExpedites,
} from './expedites.ts';
import { factsBehind } from './explain-facts.ts';
import { addressOf, figuresOf, NOBODY, type Subject } from './explain-subject.ts';
import { type Explained, type Explaining, type Input, inputsIn, NO_FACTS, sumOfParts } from './explaining.ts';
import { isAssumed } from './portfolio.ts';

type Measure = keyof typeof MEASURES;

/** A figure of the expedite ledger: `expedites/minutes?segment=Rail&sign=loss`, `expedites/lossShare`. */
export async function explainExpedites(
  asked: Explaining,
  [figure = '', more = '']: readonly string[],
): Promise<Explained | undefined> {
  if (more !== '') return undefined;
  const all = await readExpedites(asked.stores, asked.scope, asked.ranked);
  if (figure === 'share') return explainShare(asked, all, asked.narrowing);
  if (figure === 'lossShare') return explainShare(asked, all, { sign: 'loss' });
  if (!Object.hasOwn(MEASURES, figure)) return undefined;
  const measure = figure as Measure;
  const some = narrowedExpedites(all, asked.narrowing);
  return asked.narrowing.customer === undefined
    ? byCustomer(asked, some, measure)
    : ofCustomer(asked, some, measure);
}

function unitOf({ ranked }: Explaining, measure: Measure): string {
  if (measure === 'cost') return ranked.settings.currency;
  return measure === 'minutes' ? 'min' : 'expedites';
}

/** In millionths, as sums of parts are. */
function micros(some: readonly Expedite[], measure: Measure): bigint {
  return totalOfExpedites(some, measure) * (MEASURES[measure].scale === 3 ? 1000n : 1n);
}

function whichText({ narrowing }: Pick<Explaining, 'narrowing'>): string {
  const { customer, segment, reason, sign, own } = narrowing;
  const words = [
    customer !== undefined && 'of this customer',
    segment !== undefined && `in ${segment === NONE ? 'no segment' : segment}`,
    reason !== undefined && `with the reason “${reasonName(String(reason))}”`,
    sign === 'loss' && 'for customers that lose money',
    own !== undefined && 'caused by us',
  ].filter(Boolean);
  return words.length === 0 ? '' : ` ${words.join(' ')}`;
}

function byCustomer(asked: Explaining, some: readonly Expedite[], measure: Measure): Explained {
  const customers = [...Map.groupBy(some, ({ card }) => card?.publicId ?? NONE)];
  return sumOfParts(asked, {
    title: `${MEASURES[measure].title}${whichText(asked)}`,
    unit: unitOf(asked, measure),
    formula: `${FORMULAS[measure]}, customer by customer`,
    of: 'customers',
    parts: customers.map(([customer, mine]) => ({
      label: mine[0]?.card?.name ?? 'Without a customer',
      amount: micros(mine, measure),
      figure: narrowedFigure(asked.figure, { ...asked.narrowing, from: undefined, customer }),
    })),
  });
}

const FORMULAS = {
  expedites: 'Recorded activities of the kind “expedite”, our own mistakes included',
  minutes:
    'Minutes by the time equations of the activities that count expedites; those of several reasons are allocated over them',
  cost: 'What the activities that count expedites cost; that of several reasons is allocated over them by minutes',
} as const;

/** One customer's: by activity of the model, and the facts; of one reason, the facts alone. */
async function ofCustomer(
  asked: Explaining,
  some: readonly Expedite[],
  measure: Measure,
): Promise<Explained | undefined> {
  const [first] = some;
  if (!first) return undefined;
  const { model } = asked.ranked.portfolio;
  const { reason, own } = asked.narrowing;
  const subject: Subject = first.card
    ? { id: first.customer, name: first.card.name, address: addressOf(first.card) }
    : NOBODY;
  const whole = reason === undefined && own === undefined && measure !== 'expedites';
  const facts =
    reason === NONE
      ? NO_FACTS
      : await factsBehind(asked, {
          customer: subject.id,
          activity: EXPEDITE,
          measure: 'count',
          ...(reason !== undefined && { flag: String(reason) }),
          own: own === undefined ? 'all' : 'only',
          ...(measure === 'expedites' && { adds: 1 as const }),
        });
  return {
    title: `${MEASURES[measure].title} of ${subject.name}${whichText({ narrowing: { ...asked.narrowing, customer: undefined } })}`,
    value: formatDecimal(micros(some, measure)),
    unit: unitOf(asked, measure),
    formula: FORMULAS[measure],
    caution:
      measure !== 'expedites' && expediteActivities(model).some(index => isAssumed(model, index))
        ? 'Some of these rates are assumed, not measured.'
        : null,
    inputs: whole ? await byActivity(asked, subject, some, measure) : [],
    ...facts,
  };
}

/** Activity by activity as the customer's profit and loss has them; what we caused ourselves stands apart. */
async function byActivity(
  asked: Explaining,
  subject: Subject,
  some: readonly Expedite[],
  measure: Exclude<Measure, 'expedites'>,
): Promise<Input[]> {
  const { activities } = asked.ranked.portfolio.model;
  const { plus } = inputsIn(unitOf(asked, measure));
  const { figures, row } = await figuresOf(asked, subject);
  if (row < 0) return [];
  const place = measure === 'cost' ? 'costToServe/cost' : 'minutes';
  const columns = measure === 'cost' ? figures.costs : figures.minutes;
  const parts = expediteActivities(asked.ranked.portfolio.model).flatMap(index => {
    const { key, name } = activities[index] as (typeof activities)[number];
    const amount = columns[index]?.[row] as number;
    return amount === 0 ? [] : [plus(name, amount, `${subject.address}/${place}/${figureOf(key)}`)];
  });
  const ours = micros(narrowedExpedites(some, { own: 'only' }), measure);
  const figure = narrowedFigure(asked.figure, { ...asked.narrowing, own: 'only' });
  return ours === 0n ? parts : [...parts, plus('Caused by us', ours, figure)];
}

/** Their share of the hours, or of the expedites where the model gives them no hours. */
function explainShare(asked: Explaining, all: readonly Expedite[], narrowing: Narrowing): Explained {
  const some = narrowedExpedites(all, narrowing);
  const { measure, share } = shareOfExpedites(some, all);
  const { beside } = inputsIn(unitOf(asked, measure));
  const which = whichText({ narrowing });
  const figure = `expedites/${measure}`;
  return {
    title: `Share of expediting${which}`,
    value: share === undefined ? '–' : String(share),
    unit: 'share',
    formula: `${MEASURES[measure].title}${which} ÷ all of them in the period`,
    caution: null,
    inputs: [
      beside('These', micros(some, measure), narrowedFigure(figure, narrowing)),
      beside('All', micros(all, measure), figure),
    ],
    ...NO_FACTS,
  };
}
