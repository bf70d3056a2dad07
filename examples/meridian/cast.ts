import type { Customer, Habits } from './customer.ts';
import { type SegmentKey, segmentOf } from './segments.ts';

interface Role {
  readonly company: Pick<Customer, 'number' | 'name' | 'country'> & { readonly segment: SegmentKey };
  readonly account: Pick<Customer, 'owner' | 'since'> & Partial<Customer>;
  readonly trade: Pick<Customer, 'revenueYearly' | 'ordersYearly' | 'discount' | 'rebate'>;
  readonly habits: Habits;
}

const QUIET: Habits = { haste: 0.25, scrutiny: 0.5, slowness: 0.2, attention: 0.5 };
const USUAL: Habits = { haste: 1, scrutiny: 1, slowness: 1, attention: 0.9 };

/**
 * The customers with a part in the story. Castell is the biggest and loses money, its rival Vantor just about breaks
 * even, Nordhaven earns the most by asking for little; the others show one habit each.
 */
const ROLES: readonly Role[] = [
  {
    company: { number: 10104, name: 'Castell Automotive AG', segment: 'cars', country: 'Germany' },
    account: { owner: 'Miriam Vogt', since: '2009-03-16' },
    trade: { revenueYearly: 4_750_000, ordersYearly: 1650, discount: 0.515, rebate: 0.025 },
    habits: { haste: 5.8, scrutiny: 4, slowness: 3.2, attention: 3.2 },
  },
  {
    company: { number: 10118, name: 'Vantor Motors SA', segment: 'cars', country: 'France' },
    account: { owner: 'Étienne Laroque', since: '2013-09-02' },
    trade: { revenueYearly: 2_700_000, ordersYearly: 660, discount: 0.46, rebate: 0.02 },
    habits: { haste: 4, scrutiny: 2.6, slowness: 2.2, attention: 2.2 },
  },
  {
    company: { number: 10131, name: 'Nordhaven Pumps GmbH', segment: 'pumps', country: 'Germany' },
    account: { owner: 'Jonas Ahrens', since: '2006-05-08' },
    trade: { revenueYearly: 2_350_000, ordersYearly: 150, discount: 0.2, rebate: 0.015 },
    habits: QUIET,
  },
  {
    company: { number: 10122, name: 'Vantor Powertrain SAS', segment: 'cars', country: 'France' },
    account: { owner: 'Étienne Laroque', since: '2016-01-11', parent: 10118 },
    trade: { revenueYearly: 620_000, ordersYearly: 240, discount: 0.46, rebate: 0.02 },
    habits: { haste: 3.6, scrutiny: 2, slowness: 2, attention: 1.4 },
  },
  {
    company: { number: 10147, name: 'Hydrovance Compresseurs SAS', segment: 'pumps', country: 'France' },
    account: { owner: 'Étienne Laroque', since: '2011-02-21' },
    trade: { revenueYearly: 1_150_000, ordersYearly: 105, discount: 0.21, rebate: 0.015 },
    habits: { ...QUIET, slowness: 0.8 },
  },
  {
    company: { number: 10163, name: 'Tiefenthal Erntemaschinen AG', segment: 'fields', country: 'Germany' },
    account: { owner: 'Miriam Vogt', since: '2010-11-29' },
    trade: { revenueYearly: 1_400_000, ordersYearly: 660, discount: 0.455, rebate: 0.02 },
    habits: { haste: 5, scrutiny: 2, slowness: 2, attention: 2.5 },
  },
  {
    company: {
      number: 10171,
      name: 'Macchine Agricole Valserra S.p.A.',
      segment: 'fields',
      country: 'Italy',
    },
    account: { owner: 'Chiara Bonetti', since: '2014-04-07' },
    trade: { revenueYearly: 720_000, ordersYearly: 110, discount: 0.24, rebate: 0.01 },
    habits: USUAL,
  },
  {
    company: { number: 10188, name: 'Frischtal Molkereitechnik GmbH', segment: 'food', country: 'Germany' },
    account: { owner: 'Jonas Ahrens', since: '2008-08-18' },
    trade: { revenueYearly: 980_000, ordersYearly: 120, discount: 0.21, rebate: 0.01 },
    habits: QUIET,
  },
  {
    company: {
      number: 10196,
      name: 'Oosterkade Zuiveltechniek B.V.',
      segment: 'food',
      country: 'Netherlands',
    },
    account: { owner: 'Sanne de Wit', since: '2015-06-15' },
    trade: { revenueYearly: 560_000, ordersYearly: 95, discount: 0.19, rebate: 0.01 },
    habits: USUAL,
  },
  {
    company: { number: 10205, name: 'Medivar Instrumente GmbH', segment: 'medicine', country: 'Germany' },
    account: { owner: 'Miriam Vogt', since: '2012-10-01' },
    trade: { revenueYearly: 820_000, ordersYearly: 560, discount: 0.42, rebate: 0.01 },
    habits: { haste: 3.4, scrutiny: 4.2, slowness: 0.8, attention: 3.4 },
  },
  {
    company: { number: 10219, name: 'Sanorive Dispositifs SAS', segment: 'medicine', country: 'France' },
    account: { owner: 'Étienne Laroque', since: '2017-03-13' },
    trade: { revenueYearly: 440_000, ordersYearly: 70, discount: 0.17, rebate: 0.01 },
    habits: USUAL,
  },
  {
    company: {
      number: 10227,
      name: 'Rheinau Industriebedarf GmbH & Co. KG',
      segment: 'trade',
      country: 'Germany',
    },
    account: { owner: 'Tobias Rehm', since: '2007-01-22' },
    trade: { revenueYearly: 1_500_000, ordersYearly: 260, discount: 0.29, rebate: 0.03 },
    habits: QUIET,
  },
  {
    company: { number: 10234, name: 'Forniture Padana S.r.l.', segment: 'trade', country: 'Italy' },
    account: { owner: 'Chiara Bonetti', since: '2013-05-27' },
    trade: { revenueYearly: 880_000, ordersYearly: 700, discount: 0.47, rebate: 0.03 },
    habits: { haste: 4.2, scrutiny: 2.8, slowness: 4.5, attention: 3 },
  },
  {
    company: { number: 10246, name: 'Deltarand Onderhoud B.V.', segment: 'repair', country: 'Netherlands' },
    account: { owner: 'Sanne de Wit', since: '2012-07-09' },
    trade: { revenueYearly: 520_000, ordersYearly: 580, discount: 0.42, rebate: 0.02 },
    habits: { haste: 4, scrutiny: 2.2, slowness: 2.4, attention: 2.6 },
  },
  {
    company: {
      number: 10258,
      name: 'Harzberg Institut für Strömungsforschung',
      segment: 'research',
      country: 'Germany',
    },
    account: { owner: 'Tobias Rehm', since: '2018-02-05' },
    trade: { revenueYearly: 260_000, ordersYearly: 200, discount: 0.36, rebate: 0 },
    habits: { haste: 2.6, scrutiny: 3, slowness: 2.2, attention: 4 },
  },
  {
    company: { number: 10263, name: 'Ateliers Brévanne SARL', segment: 'repair', country: 'France' },
    account: {
      owner: 'Étienne Laroque',
      since: '2019-09-23',
      through: '2024-11',
      onlyReturnsAfterwards: true,
    },
    trade: { revenueYearly: 64_000, ordersYearly: 30, discount: 0.14, rebate: 0 },
    habits: USUAL,
  },
];

export const CAST: readonly Customer[] = ROLES.map(({ company, account, trade, habits }) => ({
  ...trade,
  parent: undefined,
  from: '2024-01',
  through: '2025-12',
  bursts: [],
  onlyReturnsAfterwards: false,
  ...account,
  ...company,
  segment: segmentOf(company.segment),
  habits,
}));
