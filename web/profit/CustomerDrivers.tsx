import type { CustomerPage } from '../../contract/profit-answers.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { Figure } from '../ui/Figure.tsx';
import { countText } from '../ui/number-text.ts';
import { Section } from '../ui/Section.tsx';
import classes from './CustomerDrivers.module.css';
import { byTimesPeers, isFarOff, measureText, timesPeers, timesText } from './customer-text.ts';

type Driver = CustomerPage['drivers'][number];

/** What the customer makes us do, against the median of its peers; what is far off stands out by weight. */
export function CustomerDrivers({ page }: { page: CustomerPage }) {
  const { drivers, peers, customer } = page;
  const used = drivers.filter(driver => driver.value !== 0 || (driver.peerMedian ?? 0) !== 0);
  return (
    <Section
      title="Drivers against the peers"
      note={<Peers peers={peers} figure={`customer/${customer.id}/peers`} />}
    >
      <table className={classes.drivers}>
        <thead>
          <tr>
            <th scope="col">Driver</th>
            <th scope="col">Count</th>
            <th scope="col" className={classes.peers}>
              Peers
            </th>
            <th scope="col">Per order</th>
            <th scope="col" className={classes.peers}>
              Peers
            </th>
            <th scope="col">Times peers</th>
          </tr>
        </thead>
        <tbody>
          {byTimesPeers(used).map(driver => (
            <DriverRow
              key={driver.key}
              driver={driver}
              figure={figureOf('customer', customer.id, 'driver', driver.key)}
            />
          ))}
        </tbody>
      </table>
      <p className={classes.note}>
        Times peers: per order against the peers’ per order; orders by their count. Bold: twice the peers or
        more, half of them or less.
      </p>
    </Section>
  );
}

function DriverRow({ driver, figure }: { driver: Driver; figure: string }) {
  const far = isFarOff(driver) ? classes.far : undefined;
  const times = timesPeers(driver);
  return (
    <tr>
      <th scope="row" className={far}>
        {driver.name}
        {isMeasure(driver) && <span className={classes.unit}> {driver.unit}</span>}
      </th>
      <td>
        <Measure value={driver.value} figure={figure} />
      </td>
      <td className={classes.peers}>
        <Measure value={driver.peerMedian} figure={`${figure}/peers`} />
      </td>
      <td className={driver.perOrder === null ? undefined : far}>
        <Measure value={driver.perOrder} figure={`${figure}/perOrder`} />
      </td>
      <td className={classes.peers}>
        <Measure value={driver.peerMedianPerOrder} figure={`${figure}/peersPerOrder`} />
      </td>
      <td className={far}>
        <Figure figure={times === null ? undefined : `${figure}/timesPeers`} exact={exactOf(times)}>
          {timesText(times)}
        </Figure>
      </td>
    </tr>
  );
}

/** Missing opens nothing: there is nothing to explain. */
function Measure({ value, figure }: { value: number | null; figure: string }) {
  return (
    <Figure figure={value === null ? undefined : figure} exact={exactOf(value)}>
      {measureText(value)}
    </Figure>
  );
}

function exactOf(value: number | null): string | undefined {
  return value === null ? undefined : countText(value, 20);
}

/** A currency or minutes; what is merely counted carries its unit in its name. */
function isMeasure({ unit }: Driver): boolean {
  return /^[A-Z]{3}$|^min/.test(unit);
}

function Peers({ peers, figure }: { peers: CustomerPage['peers']; figure: string }) {
  if (peers.customers === 0) return 'no peers to compare with';
  return (
    <>
      median of <Figure figure={figure}>{countText(peers.customers)}</Figure> in {peers.of}
    </>
  );
}
