import { MONTHS, workingDaysOf } from './calendar.ts';
import type { Customer } from './customer.ts';
import type { Event } from './event.ts';
import { type Random, randomOf } from './random.ts';
import { HOME } from './segments.ts';

/** What an account gets beside its orders: visits, quotes, support, first articles, audits, drawings. */
export function eventsOfAccount(customer: Customer, seed: number): Event[] {
  const random = randomOf(seed, `account ${customer.number}`);
  const { segment, habits, revenueYearly } = customer;
  // Effort follows size, but far from in proportion; on the smallest nobody calls.
  const root = Math.sqrt(revenueYearly / 100_000);
  const size = root > 1 ? root : root * Math.sqrt(root);
  const papers = size * habits.scrutiny;
  const care = size * habits.attention;
  const audited = revenueYearly > 250_000 && ['cars', 'medicine', 'food'].includes(segment.key) ? 1 : 0.02;
  return MONTHS.filter(month => month >= customer.from && month <= customer.through).flatMap(month => {
    const quiet = month.endsWith('-08') || month.endsWith('-12') ? 0.5 : 1;
    const at = (yearly: number, make: (day: string) => Event) => {
      const count = random.poisson((yearly * quiet) / 11);
      return Array.from({ length: count }, () => make(random.pick(workingDaysOf(month))));
    };
    const plain = (activity: string) => (day: string) => ({ activity, customer, day });
    return [
      ...at(segment.visits * care, day => visit(customer, day, random)),
      ...at(segment.quotes * care, plain('quote')),
      ...at(segment.support * care, day => measured('tech_support', customer, day, random.spread(0.7) * 120)),
      ...at(segment.drawingChanges * care, day =>
        measured('drawing_change', customer, day, random.spread(0.5) * 260),
      ),
      ...at(segment.firstArticles * papers, day => firstArticle(customer, day, random)),
      ...at(audited * 0.6 * habits.scrutiny, plain('audit')),
      ...at(revenueYearly > 200_000 ? 0.25 : 0.01, plain('plant_tour')),
    ];
  });
}

function visit(customer: Customer, day: string, random: Random): Event {
  const abroad = customer.country !== HOME;
  const travel = (abroad ? 210 : 75) * random.spread(0.4);
  const event = { activity: 'visit', customer, day, moneyCents: Math.round(travel * 100) };
  return abroad ? { ...event, flag: 'abroad' } : event;
}

/** Support and drawings are stamped on job cards, to five minutes. */
function measured(activity: string, customer: Customer, day: string, minutes: number): Event {
  return { activity, customer, day, minutes: Math.max(5, Math.round(minutes / 5) * 5) };
}

/** Car makers want the whole production part approval. */
function firstArticle(customer: Customer, day: string, random: Random): Event {
  const approval = customer.segment.key === 'cars' ? 0.6 : 0.05;
  return { activity: 'first_article', customer, day, ...(random.happens(approval) && { flag: 'ppap' }) };
}
