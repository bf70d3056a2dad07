import { MONTHS } from './calendar.ts';
import { CAST } from './cast.ts';
import { csv } from './csv.ts';
import type { Customer, Habits } from './customer.ts';
import { companyName } from './names.ts';
import { type Random, randomOf } from './random.ts';
import { type Country, SEGMENTS, type Segment } from './segments.ts';

/** What the customers outside the cast buy together in a year. */
const REVENUE_YEARLY = 19_800_000;

const COUNTRIES: readonly (readonly [Country, number, readonly string[]])[] = [
  ['Germany', 52, ['Miriam Vogt', 'Jonas Ahrens', 'Tobias Rehm', 'Katrin Seidl']],
  ['France', 19, ['Étienne Laroque', 'Camille Perrin']],
  ['Italy', 16, ['Chiara Bonetti', 'Luca Ferrante']],
  ['Netherlands', 13, ['Sanne de Wit']],
];

export function castAndChorus(seed: number): Customer[] {
  const random = randomOf(seed, 'customers');
  const names = new Set<string>();
  const segments = shuffled(SEGMENTS.flatMap(vacancies), random);
  const sizes = segments.map((_, index) => sizeOfRank(index) * random.spread(0.35));
  const scale = REVENUE_YEARLY / sizes.reduce((total, size) => total + size, 0);
  const numbers = shuffled(
    Array.from(segments, (_, index) => 10_301 + index * 3),
    random,
  );
  const chorus = segments.map((segment, index) => {
    const number = numbers[index] as number;
    return member(
      number,
      segment,
      (sizes[index] as number) * scale,
      names,
      randomOf(seed, `customer ${number}`),
    );
  });
  return [...CAST, ...chorus].sort((a, b) => a.number - b.number);
}

export function customersFile(customers: readonly Customer[]): string {
  const headings = ['customer', 'name', 'segment', 'country', 'parent', 'since', 'owner'];
  const rows = customers.map(({ number, name, segment, country, parent, since, owner }) => {
    return [number, name, segment.name, country, parent ?? '', since, owner];
  });
  return csv(headings, rows);
}

/** A few large ones and a long tail: falling a little slower than 1 ÷ rank at first, faster at the end. */
function sizeOfRank(rank: number): number {
  return (1 / (rank + 6)) * (1 - rank / 800) + 0.0004;
}

function vacancies(segment: Segment): Segment[] {
  return Array.from(
    { length: segment.customers - CAST.filter(one => one.segment === segment).length },
    () => segment,
  );
}

function member(
  number: number,
  segment: Segment,
  revenueYearly: number,
  names: Set<string>,
  random: Random,
): Customer {
  const [country, , owners] = random.weighted(COUNTRIES, ([, weight]) => weight);
  const { demanding, habits } = temperOf(random, segment, revenueYearly);
  const fragments = demanding ? random.between(1.9, 3) : random.between(0.75, 1.15);
  const ordersYearly = Math.max(1.5, 0.082 * Math.sqrt(revenueYearly) * fragments * random.spread(0.3));
  const { from, through, since } = lifeOf(random);
  return {
    number,
    segment,
    country,
    habits,
    revenueYearly,
    ordersYearly,
    from,
    through,
    since,
    parent: undefined,
    name: companyName(country, segment.key, names, random),
    owner: random.pick(owners),
    // Who presses for service has usually pressed for the price as well.
    discount: Math.max(0, discountOf(revenueYearly) + (demanding ? 0.21 : 0) + random.between(-0.025, 0.025)),
    rebate: revenueYearly > 150_000 ? Math.round(random.between(5, 20)) / 1000 : 0,
    bursts: random.happens(0.02) ? [random.pick(MONTHS), random.pick(MONTHS)] : [],
    onlyReturnsAfterwards: false,
  };
}

/** The tiers of the price list, by what a customer buys in a year. */
function discountOf(revenueYearly: number): number {
  const tiers = [
    [400_000, 0.205],
    [150_000, 0.165],
    [50_000, 0.125],
    [20_000, 0.09],
    [8_000, 0.06],
  ] as const;
  return tiers.find(([threshold]) => revenueYearly >= threshold)?.[1] ?? 0.02;
}

/** A quarter asks for far more than the rest, in small orders; half are easier to serve than the average. */
function temperOf(
  random: Random,
  segment: Segment,
  revenueYearly: number,
): { demanding: boolean; habits: Habits } {
  const temper = random.next() - (segment.key === 'research' || segment.key === 'repair' ? 0.03 : 0);
  const demanding = temper < (revenueYearly > 60_000 ? 0.33 : 0.19);
  const usual = temper < 0.5 ? random.between(0.65, 1.05) : random.between(0.25, 0.6);
  const level = demanding ? random.between(3.8, 5.4) : usual;
  const habit = () => level * random.spread(0.2);
  const attention = (demanding ? 3.4 : Math.min(1, level + 0.2)) * random.spread(0.3);
  return { demanding, habits: { haste: habit(), scrutiny: habit(), slowness: habit(), attention } };
}

/** Most were there before and stay; some join during the two years, some leave. */
function lifeOf(random: Random): { from: string; through: string; since: string } {
  const fate = random.next();
  const day = `-${String(random.integer(1, 28)).padStart(2, '0')}`;
  if (fate < 0.09) {
    const from = MONTHS[random.integer(2, 20)] as string;
    return { from, through: '2025-12', since: `${from}-01` };
  }
  const through = fate < 0.16 ? (MONTHS[random.integer(4, 19)] as string) : '2025-12';
  const since = `${random.integer(2006, 2023)}-${String(random.integer(1, 12)).padStart(2, '0')}${day}`;
  return { from: '2024-01', through, since };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
