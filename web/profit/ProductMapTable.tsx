import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import type { ProductMap } from '../../contract/product-cells.ts';
import { paths } from '../links.ts';
import { Amount } from '../ui/Amount.tsx';
import { amountText, countText, exactText } from '../ui/number-text.ts';
import { type Shade, shadeOf, shadeSteps } from './cell-shade.ts';
import classes from './Products.module.css';

interface ProductMapTableProps {
  map: ProductMap;
  /** `cus_x/S-1010` of the cell that stands open. */
  opened: string | undefined;
  open: (cell: string) => void;
}

/** The heat map: customers down, products across, what each cell earned as a number on its colour. */
export function ProductMapTable({ map, opened, open }: ProductMapTableProps) {
  const steps = shadeSteps(map.rows.flatMap(row => row.cells.map(cell => Number(cell?.profit ?? 0))));
  const [reached, setReached] = useState('0 0');
  const unit = unitOf(map);
  return (
    <>
      {steps[0] < steps[1] && <Legend steps={steps} unit={unit} />}
      <div className={classes.box}>
        <table className={classes.map} onKeyDown={event => walk(event, setReached)}>
          <caption className="visually-hidden">
            Profit by customer and product, in {unit.words}. Arrow keys go from cell to cell.
          </caption>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                {unit.title}
              </th>
              {map.products.map(({ key, name }) => (
                <th key={key} scope="col" className={classes.product} title={name ? `${key} ${name}` : key}>
                  <span>{name ?? key}</span>
                </th>
              ))}
              {['Other products', 'Customer as a whole', 'All'].map(title => (
                <th key={title} scope="col" className={classes.product}>
                  <span>{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {map.rows.map((row, at) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={paths.customer} params={{ id: row.id }} title={row.sourceKey}>
                    {row.name}
                  </Link>
                </th>
                {row.cells.map((cell, column) => {
                  const product = map.products[column]?.key ?? '';
                  const place = `${at} ${column}`;
                  const address = `${row.id}/${product}`;
                  return cell === null ? (
                    <td key={product} className={classes.none}>
                      <span className="visually-hidden">none</span>
                    </td>
                  ) : (
                    <td key={product} data-shade={shadeOf(Number(cell.profit), steps)}>
                      <button
                        type="button"
                        data-place={place}
                        tabIndex={place === reached ? 0 : -1}
                        aria-current={address === opened || undefined}
                        title={exactText(cell.profit)}
                        onFocus={() => setReached(place)}
                        onClick={() => open(address)}
                      >
                        {unit.cell(cell.profit)}
                      </button>
                    </td>
                  );
                })}
                <Sums sums={[row.others, row.whole, row.total]} unit={unit} />
              </tr>
            ))}
          </tbody>
          {(map.rows.length > 1 || map.rest.customers > 0) && <Feet map={map} unit={unit} />}
        </table>
      </div>
    </>
  );
}

function Feet({ map, unit }: { map: ProductMap; unit: Unit }) {
  const { products, shown, rest, all, rows } = map;
  const columns = products.length + 2;
  return (
    <tfoot>
      <tr>
        <th scope="row">{rows.length === 1 ? 'This one' : `These ${countText(rows.length)}`}</th>
        <Sums sums={[...products, shown.others, shown.whole, shown.total]} unit={unit} />
      </tr>
      {rest.customers > 0 && (
        <>
          <tr>
            <th scope="row">
              {rest.customers === 1 ? 'One other customer' : `${countText(rest.customers)} other customers`}
            </th>
            <td colSpan={columns} />
            <Sums sums={[rest]} unit={unit} />
          </tr>
          <tr>
            <th scope="row">All {countText(map.customersTotal)} customers</th>
            <td colSpan={columns} />
            <Sums sums={[all]} unit={unit} />
          </tr>
        </>
      )}
    </tfoot>
  );
}

interface SumsProps {
  sums: readonly { readonly profit: string; readonly figure?: string }[];
  unit: Unit;
}

function Sums({ sums, unit }: SumsProps) {
  return sums.map(({ profit, figure }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
    <td key={at} className={classes.sum}>
      <Amount value={unit.value(profit)} figure={figure} digits={unit.digits} />
    </td>
  ));
}

/** The colours in words: where a cell turns stronger. */
function Legend({ steps, unit }: { steps: readonly [number, number]; unit: Unit }) {
  const [middle, large] = steps.map(step => amountText(unit.value(String(step)), unit.digits));
  const shades: readonly (readonly [Shade, string])[] = [
    [-3, `loss from ${large}`],
    [-2, `from ${middle}`],
    [-1, 'below'],
    [1, 'gain below'],
    [2, `from ${middle}`],
    [3, `from ${large}`],
  ];
  return (
    <ul className={classes.legend} aria-label={`Colours, in ${unit.words}`}>
      {shades.map(([shade, text]) => (
        <li key={shade} data-shade={shade}>
          {text}
        </li>
      ))}
    </ul>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** To the next cell with a number in the direction of the arrow. */
function walk(event: KeyboardEvent<HTMLTableElement>, reach: (place: string) => void): void {
  const step = STEPS[event.key];
  const place = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
  if (!step || place === undefined) return;
  event.preventDefault();
  const [row = 0, column = 0] = place.split(' ').map(Number);
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-place]')];
  const most = Math.max(event.currentTarget.rows.length, event.currentTarget.rows[0]?.cells.length ?? 0);
  for (let far = 1; far <= most; far++) {
    const next = `${row + far * step[0]} ${column + far * step[1]}`;
    const cell = cells.find(one => one.dataset.place === next);
    if (!cell) continue;
    reach(next);
    cell.focus();
    return;
  }
}

/** Three places to the left: the digits stay as they are. */
function inThousands(exact: string): string {
  const negative = exact.startsWith('-');
  const [whole = '0', fraction = ''] = exact.replace('-', '').split('.');
  const digits = whole.padStart(4, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}${fraction}`;
}

/** What the map counts in. */
interface Unit {
  readonly title: string;
  readonly words: string;
  readonly digits: number;
  readonly value: (exact: string) => string;
  readonly cell: (exact: string) => string;
}

/** Below this much no sum has a thousand to show. */
const SMALL = 10_000;

/** Thousands, as cells are narrow; whole units where the trade is small. */
function unitOf({ currency, rows, shown }: ProductMap): Unit {
  const sums = [shown.total, shown.whole, shown.others, ...rows.flatMap(({ cells }) => cells)];
  const isSmall = sums.every(sum => Math.abs(Number(sum?.profit ?? 0)) < SMALL);
  if (isSmall)
    return {
      ...{ title: currency, words: currency, digits: 0 },
      value: exact => exact,
      cell: exact => amountText(exact, 0),
    };
  return {
    ...{ title: `Thousand ${currency}`, words: `thousands of ${currency}`, digits: 1 },
    value: inThousands,
    cell: exact => amountText(inThousands(exact), Math.abs(Number(exact)) < 100_000 ? 1 : 0),
  };
}
