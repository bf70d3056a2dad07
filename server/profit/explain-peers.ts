import { median } from '@clientele/engine';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { addressOf, type Subject } from './explain-subject.ts';
import { type Explained, type Explaining, type Input, input, inputsIn, NO_FACTS } from './explaining.ts';
import { type CountedDriver, countedDrivers, countOf, peersOf, ratesOf } from './peers.ts';

/** A driver of a customer beside its peers: per order, the peers' median, and how many times it the customer takes. */
export async function explainPeers(
  asked: Explaining,
  subject: Subject,
  key: string,
  part: string,
): Promise<Explained | undefined> {
  const { stores, scope, ranked } = asked;
  const customer = ranked.portfolio.cards.find(card => card.id === subject.id);
  if (!customer) return undefined;
  const counted = await countedDrivers(stores, scope, customer, ranked);
  const driver = counted.find(candidate => candidate.key === key);
  if (!driver) return undefined;
  const given: Given = { subject, driver, counted, peers: peersOf(customer, ranked) };
  if (part === 'perOrder') return perOrder(given);
  if (part === 'peers') return peersMedian(given, 'count');
  if (part === 'peersPerOrder') return peersMedian(given, 'per order');
  return part === 'timesPeers' ? timesPeers(given) : undefined;
}

/** How many customers a customer is compared with. */
export function explainPeerCount({ ranked }: Explaining, subject: Subject): Explained | undefined {
  const customer = ranked.portfolio.cards.find(card => card.id === subject.id);
  if (!customer) return undefined;
  const count = peersOf(customer, ranked).length;
  const { segment } = customer;
  const { plus, minus } = inputsIn('customers');
  const all = segment === null ? null : narrowedFigure('ranking/customers', { segment });
  return {
    ...explained(
      `Peers of ${subject.name}`,
      count,
      'The other customers of the same segment with facts in the period',
      [
        plus(
          segment === null ? 'Customers without a segment' : `Customers in ${segment}`,
          BigInt(count + 1) * MICRO,
          all,
        ),
        minus(subject.name, MICRO),
      ],
    ),
    unit: 'customers',
  };
}

/** Counts stand in the inputs as amounts do: in millionths. */
const MICRO = 1_000_000n;

interface Given {
  readonly subject: Subject;
  readonly driver: CountedDriver;
  readonly counted: readonly CountedDriver[];
  readonly peers: readonly KnownCustomer[];
}
type Measured = 'count' | 'per order';

function addressOfDriver(subject: Pick<Subject, 'address'>, { key }: CountedDriver, part = ''): string {
  return `${subject.address}/driver/${encodeURIComponent(key)}${part}`;
}

function perOrder({ subject, driver, counted }: Given): Explained | undefined {
  const rate = ratesOf(driver, counted)(subject.id);
  const orders = counted.find(({ key }) => key === 'orders');
  if (rate === undefined || !orders) return undefined;
  const counts = [driver, orders].map(one =>
    input(one.name, String(countOf(one, subject.id) ?? 0), '', addressOfDriver(subject, one)),
  );
  const title = `${driver.name} per order of ${subject.name}`;
  return explained(title, rate, `${driver.name} ÷ orders`, counts);
}

/** The median, shown by the peers that stand in the middle, and by the least and the most of all. */
function peersMedian({ subject, driver, counted, peers }: Given, measured: Measured): Explained | undefined {
  const rates = ratesOf(driver, counted);
  const measure = (id: number) => (measured === 'count' ? (countOf(driver, id) ?? 0) : rates(id));
  const values = peers.flatMap(peer => {
    const value = measure(peer.id);
    return value === undefined ? [] : [{ peer, value }];
  });
  values.sort((a, b) => a.value - b.value);
  const middle = median(values.map(({ value }) => value));
  if (middle === undefined) return undefined;
  const half = values.length >> 1;
  const places = new Map<number, string>([
    [0, 'the least'],
    [values.length - 1, 'the most'],
    [half - 1 + (values.length % 2), 'in the middle'],
    [half, 'in the middle'],
  ]);
  const part = measured === 'count' ? '' : '/perOrder';
  const shown = [...places].filter(([at]) => at >= 0).sort(([a], [b]) => a - b);
  const what = measured === 'count' ? driver.name : `${driver.name} per order`;
  return explained(
    `${what}, median of the peers of ${subject.name}`,
    middle,
    `The middle one of ${values.length} other customers of the same segment; for an even number the mean of the two in the middle`,
    shown.map(([at, note]) => {
      const { peer, value } = values[at] as (typeof values)[number];
      const figure = addressOfDriver({ address: addressOf(peer) }, driver, part);
      return input(peer.name, String(value), '', figure, note);
    }),
  );
}

/** Per order where that is known; orders by their count. */
function timesPeers(given: Given): Explained | undefined {
  const { subject, driver, counted } = given;
  const rate = ratesOf(driver, counted)(subject.id);
  const measured: Measured = rate === undefined ? 'count' : 'per order';
  const own = rate ?? countOf(driver, subject.id) ?? 0;
  const peers = peersMedian(given, measured);
  if (!peers || Number(peers.value) === 0) return undefined;
  const [ownPart, peersPart] = measured === 'count' ? ['', '/peers'] : ['/perOrder', '/peersPerOrder'];
  return explained(
    `${driver.name} of ${subject.name}, times the peers’`,
    own / Number(peers.value),
    measured === 'count' ? 'Count ÷ the peers’ median' : 'Per order ÷ the peers’ median per order',
    [
      input(subject.name, String(own), '', addressOfDriver(subject, driver, ownPart)),
      input('Median of the peers', peers.value, '', addressOfDriver(subject, driver, peersPart)),
    ],
  );
}

function explained(title: string, value: number, formula: string, inputs: Input[]): Explained {
  return { title, value: String(value), unit: '', formula, caution: null, inputs, ...NO_FACTS };
}
