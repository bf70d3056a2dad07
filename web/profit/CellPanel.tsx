import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fixTexts } from '../../contract/cell-fix-text.ts';
import { type ProductCellAnswer, productCellEndpoints } from '../../contract/product-cells.ts';
import { figureOf } from '../../contract/profit-figure.ts';
import { usePeriod } from '../address.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { countText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { fixWords, productText } from './cell-words.ts';
import classes from './Products.module.css';

interface CellPanelProps {
  customer: string;
  product: string;
  close: () => void;
}

/** One customer's trade in one product: its profit and loss, and what could be done about a loss. */
export function CellPanel({ customer, product, close }: CellPanelProps) {
  const period = usePeriod();
  const asked = useQuery(reading(productCellEndpoints.productCell, { query: { period, customer, product } }));
  const cell = asked.data;
  return (
    <SidePanel
      label="Cell"
      shown={`${customer}/${product}`}
      head={<span className={classes.muted}>{periodText(period)}</span>}
      closes="Close the cell"
      close={close}
    >
      {asked.error && (
        <Problem title="The cell could not be read" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {!cell && !asked.error && <Skeleton height={320} label="Reading the cell" />}
      {cell && (
        <>
          <h2>{productText(cell.product)}</h2>
          <p>
            <Link to={paths.customer} params={{ id: cell.customer.id }}>
              {cell.customer.name}
            </Link>
          </p>
          {cell.product.group && <p className={classes.muted}>Group {cell.product.group}</p>}
          <Statement cell={cell} />
          <Fixes cell={cell} />
          <Activities cell={cell} />
        </>
      )}
    </SidePanel>
  );
}

const STEPS = [
  ['revenue', 'Net revenue'],
  ['productCost', 'less product cost'],
  ['contribution', 'Contribution'],
  ['costToServe', 'less cost to serve'],
  ['profit', 'Profit'],
] as const;
const SUBTOTALS = ['contribution', 'profit'];

function figureIn(cell: ProductCellAnswer, ...path: readonly string[]): string {
  return figureOf('cell', cell.customer.id, cell.product.key, ...path);
}

function Statement({ cell }: { cell: ProductCellAnswer }) {
  const assumed = Number(cell.assumedProductCost) !== 0;
  return (
    <table className={classes.statement}>
      <caption className="visually-hidden">Profit and loss of the cell, {cell.currency}</caption>
      <thead>
        <tr>
          <th scope="col">
            {countText(cell.lines)} order lines, {countText(cell.quantity, 3)} units
          </th>
          <th scope="col">{cell.currency}</th>
        </tr>
      </thead>
      <tbody>
        {STEPS.map(([key, name]) => (
          <tr key={key} className={SUBTOTALS.includes(key) ? classes.subtotal : undefined}>
            <th scope="row">{name}</th>
            <td>
              <Amount
                value={cell[key]}
                figure={figureIn(cell, key)}
                digits={2}
                assumed={key === 'productCost' && assumed}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Activities({ cell }: { cell: ProductCellAnswer }) {
  if (cell.activities.length === 0) return null;
  return (
    <>
      <h3 className={classes.subhead}>Cost to serve, activity by activity</h3>
      <table className={classes.statement}>
        <caption className="visually-hidden">Cost to serve of the cell, {cell.currency}</caption>
        <tbody>
          {cell.activities.map(({ key, name, amount, assumed }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>
                <Amount value={amount} figure={figureIn(cell, 'cost', key)} digits={2} assumed={assumed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Fixes({ cell: { fixes, currency } }: { cell: ProductCellAnswer }) {
  if (!fixes) return null;
  return (
    <section aria-label="What could be done">
      <h3 className={classes.subhead}>What could be done, priced over the period</h3>
      <dl className={classes.fixes}>
        {fixTexts(fixes, fixWords(currency)).map(({ key, name, worth, kind, text }) => (
          <div key={key}>
            <dt>
              <b>{name}</b>
              {worth !== undefined && (
                <span>
                  {kind === 'capacity' ? 'frees ' : 'brings '}
                  <Amount value={worth} unit={currency} />
                </span>
              )}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.muted}>
        Estimates: customers may answer by buying less. A scenario tries that for all their products.
      </p>
    </section>
  );
}
