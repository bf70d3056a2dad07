import type { CustomerPage } from '../../contract/profit-answers.ts';
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
    <Section title="Drivers against the peers" note={peersText(peers)}>
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
              figure={`customer/${customer.id}/driver/${driver.key}`}
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
  return (
    <tr>
      <th scope="row" className={far}>
        {driver.name}
        {isMeasure(driver) && <span className={classes.unit}> {driver.unit}</span>}
      </th>
      <td>
        <Figure figure={figure} exact={countText(driver.value, 20)}>
          {measureText(driver.value)}
        </Figure>
      </td>
      <td className={classes.peers}>{measureText(driver.peerMedian)}</td>
      <td className={driver.perOrder === null ? undefined : far}>{measureText(driver.perOrder)}</td>
      <td className={classes.peers}>{measureText(driver.peerMedianPerOrder)}</td>
      <td className={far}>{timesText(timesPeers(driver))}</td>
    </tr>
  );
}

/** A currency or minutes; what is merely counted carries its unit in its name. */
function isMeasure({ unit }: Driver): boolean {
  return /^[A-Z]{3}$|^min/.test(unit);
}

function peersText({ of, customers }: CustomerPage['peers']): string {
  if (customers === 0) return 'no peers to compare with';
  return `median of ${countText(customers)} in ${of}`;
}
