import { seesWholeCompany } from '@clientele/engine';
import { explainActivity, explainMinutes, explainOwnMinutes, explainTerm } from './explain-activity.ts';
import { explainCosts } from './explain-costs.ts';
import { explainDriver } from './explain-driver.ts';
import { explainLossMonths } from './explain-months.ts';
import { explainPeerCount } from './explain-peers.ts';
import { explainPlace } from './explain-place.ts';
import { explainCustomerRate } from './explain-rate.ts';
import { explainShare } from './explain-share.ts';
import { explainStatement } from './explain-statement.ts';
import { figuresOf, NOBODY, type Subject, subjectOf } from './explain-subject.ts';
import { type Explained, type Explaining, NO_FACTS } from './explaining.ts';
import type { Figures } from './figures.ts';

/** A subject's figures in the period, and its row in them. */
export interface OfSubject {
  readonly subject: Subject;
  readonly figures: Figures;
  readonly row: number;
}

/** A figure of one customer: `customer/cus_x/…`. */
export async function explainCustomer(
  asked: Explaining,
  [id = '', ...path]: readonly string[],
): Promise<Explained | undefined> {
  const subject = await subjectOf(asked, id);
  return explainPlace(asked, subject, path) ?? explainOf(asked, subject, path);
}

/** The same of what belongs to no customer: `unassigned/…`. */
export function explainUnassigned(asked: Explaining, path: readonly string[]) {
  return seesWholeCompany(asked.scope) ? explainOf(asked, NOBODY, path) : undefined;
}

async function explainOf(
  asked: Explaining,
  subject: Subject,
  path: readonly string[],
): Promise<Explained | undefined> {
  const [figure = '', key = '', part = ''] = path;
  if (figure === 'peers') return explainPeerCount(asked, subject);
  if (figure === 'driver') return explainDriver(asked, subject, key, part);
  const of: OfSubject = { subject, ...(await figuresOf(asked, subject)) };
  if (figure === 'cost') return explainActivity(asked, of, { key, seen: 'deducted' });
  if (figure === 'minutes') return explainMinutes(asked, of, key);
  if (figure === 'ownMinutes') return explainOwnMinutes(asked, of, key);
  if (figure === 'term') return explainTerm(asked, of, { key, index: Number(part) });
  if (figure === 'rate') return explainCustomerRate(asked, of, key);
  if (of.row < 0) return nothing(asked, subject);
  if (figure === 'lossMonths') return explainLossMonths(asked, of);
  if (figure === 'share') return explainShare(asked, of, key);
  return explainCosts(asked, of, path) ?? explainStatement(asked, of, path);
}

function nothing({ ranked }: Explaining, { name }: Subject): Explained {
  return {
    title: `Nothing of ${name} in this period`,
    value: '0',
    unit: ranked.settings.currency,
    formula: 'No order line and no activity lies in the period',
    caution: null,
    inputs: [],
    ...NO_FACTS,
  };
}
