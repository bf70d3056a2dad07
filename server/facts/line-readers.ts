import { ABSENT, multiplyDivide, ONLINE_RETAIL_SPECIAL_CODES } from '@clientele/engine';
import type { Cells } from './cells.ts';
import type { Conversions, KnownRate } from './conversions.ts';
import { choiceOf, type FactKeys } from './fact-keys.ts';
import { KeyIndex, UNKNOWN } from './key-index.ts';
import type { Line, LineReader } from './line-facts.ts';
import type { SourceLayout } from './source-layout.ts';

/** quantity × price stays below this, in thousandths times micro-units: nine billion a line. */
const PRODUCT_MOST = 9e18;

/** How the lines of a source are read; undefined for kinds that are no lines. */
export function lineReader(
  layout: SourceLayout,
  keys: FactKeys,
  conversions: Conversions,
): LineReader | undefined {
  const column = (name: string) =>
    layout.columns[layout.fields.findIndex(field => field.name === name)] ?? -1;
  if (layout.source === 'online-retail') return onlineRetail(column, keys);
  if (layout.source === 'order-lines') return orderLines(column, keys, conversions);
  if (layout.source === 'returns') return returns(column, keys, conversions);
  return undefined;
}

/** A customer's number in Online Retail is written as a float. */
export function onlineRetailCustomer(text: string): string {
  return text.trim().replace(/\.0$/, '');
}

type ColumnOf = (name: string) => number;

function onlineRetail(column: ColumnOf, keys: FactKeys): LineReader {
  const read = documentProductDay(keys, [column('invoiceno'), column('stockcode'), column('invoicedate')]);
  const [quantityColumn, priceColumn, customer, country, description] = [
    column('quantity'),
    column('unitprice'),
    column('customerid'),
    column('country'),
    column('description'),
  ];
  const special = new Set(ONLINE_RETAIL_SPECIAL_CODES);
  return {
    special: product => special.has(product),
    read: (cells, line) => {
      const quantity = cells.decimal(quantityColumn, 3);
      const price = cells.decimal(priceColumn, 6);
      if (!Number.isFinite(quantity + price) || !read(cells, line)) return 'judge';
      if (!(Math.abs(quantity * price) < PRODUCT_MOST)) return 'too-large';
      line.quantity = quantity;
      line.amount = multiplyDivide(quantity, price, 1000);
      line.isReturn = keys.document.texts[line.document]?.startsWith('C') ?? false;
      line.listAmount = line.isReturn ? 0 : line.amount;
      line.discount = 0;
      line.rebate = 0;
      line.customer = cells.key(customer, keys.customer);
      line.country = cells.key(country, keys.country);
      line.channel = -1;
      line.reason = -1;
      line.own = false;
      line.name = price > 0 ? description : -1;
      return 'taken';
    },
  };
}

function orderLines(column: ColumnOf, keys: FactKeys, conversions: Conversions): LineReader {
  const read = documentProductDay(keys, [column('order'), column('product'), column('day')]);
  const rateOf = conversions.reader(column('currency'), dayIn(column('day')));
  const kinds = productKinds(column('product_kind'), keys);
  const at = Object.fromEntries(
    ['quantity', 'amount', 'unit_price', 'list_amount', 'discount', 'rebate', 'cost'].map(name => [
      name,
      column(name),
    ]),
  ) as Record<string, number>;
  const [customer, country, channel] = [column('customer'), column('country'), column('channel')];
  return {
    special: kinds.special,
    read: (cells, line) => {
      const quantity = cells.decimal(at.quantity as number, 3);
      const price = cells.decimal(at.unit_price as number, 6);
      const stated = cells.decimal(at.amount as number, 6);
      const list = cells.decimal(at.list_amount as number, 6);
      const discount = cells.decimal(at.discount as number, 6);
      const rebate = cells.decimal(at.rebate as number, 6);
      const cost = cells.decimal(at.cost as number, 6);
      line.channel = cells.key(channel, keys.channel);
      const exchange = rateOf(cells);
      if (
        quantity === ABSENT ||
        (price === ABSENT && stated === ABSENT) ||
        Number.isNaN(quantity + price + stated + list + discount + rebate + cost) ||
        discount < 0 ||
        rebate < 0 ||
        line.channel === UNKNOWN ||
        exchange === undefined ||
        !kinds.isKnown(cells) ||
        !read(cells, line)
      )
        return 'judge';
      kinds.learn(cells, line);
      if (price !== ABSENT && !(Math.abs(quantity * price) < PRODUCT_MOST)) return 'too-large';
      line.quantity = quantity;
      line.amount = stated === ABSENT ? multiplyDivide(quantity, price, 1000) : stated;
      line.discount = discount === ABSENT ? 0 : discount;
      line.rebate = rebate === ABSENT ? 0 : rebate;
      line.listAmount = list === ABSENT ? Number.NaN : list;
      line.cost = cost === ABSENT ? Number.NaN : cost;
      line.customer = cells.key(customer, keys.customer);
      line.country = cells.key(country, keys.country);
      line.isReturn = false;
      line.own = false;
      line.reason = -1;
      return inReportingCurrency(conversions, exchange, cells.row, line);
    },
  };
}

function returns(column: ColumnOf, keys: FactKeys, conversions: Conversions): LineReader {
  const read = documentProductDay(keys, [column('return'), column('product'), column('day')]);
  const rateOf = conversions.reader(column('currency'), dayIn(column('day')));
  const kinds = productKinds(column('product_kind'), keys);
  const isOwn = ownCheck(column('cause'));
  const [quantityColumn, amountColumn, costColumn] = [column('quantity'), column('amount'), column('cost')];
  const [customer, country, reason] = [column('customer'), column('country'), column('reason')];
  return {
    special: kinds.special,
    read: (cells, line) => {
      const quantity = cells.decimal(quantityColumn, 3);
      const amount = cells.decimal(amountColumn, 6);
      const cost = cells.decimal(costColumn, 6);
      const own = isOwn(cells);
      const exchange = rateOf(cells);
      if (
        !Number.isFinite(quantity + amount) ||
        Number.isNaN(cost) ||
        Math.min(quantity, amount, cost) < 0 ||
        own === undefined ||
        exchange === undefined ||
        !kinds.isKnown(cells) ||
        !read(cells, line)
      )
        return 'judge';
      kinds.learn(cells, line);
      line.quantity = -quantity || 0;
      line.amount = -amount || 0;
      line.cost = cost === ABSENT ? 0 : -cost || 0;
      line.listAmount = 0;
      line.discount = 0;
      line.rebate = 0;
      line.customer = cells.key(customer, keys.customer);
      line.country = cells.key(country, keys.country);
      line.channel = -1;
      line.reason = cells.key(reason, keys.reason);
      line.isReturn = true;
      line.own = own;
      return inReportingCurrency(conversions, exchange, cells.row, line);
    },
  };
}

/**
 * Reads what every line must have; false when one of the three has to be judged. Comes after all other checks, so that
 * a row that is refused gives no key a number.
 */
function documentProductDay(keys: FactKeys, [document, product, day]: readonly [number, number, number]) {
  return (cells: Cells, line: Line): boolean => {
    line.day = cells.day(day);
    if (!Number.isFinite(line.day)) return false;
    line.document = cells.key(document, keys.document);
    if (line.document < 0) return false;
    line.product = cells.key(product, keys.product);
    return line.product >= 0;
  };
}

/** What lines say of their products themselves: that one is special, or nothing. */
function productKinds(column: number, keys: FactKeys) {
  const kinds = new KeyIndex(choiceOf(['goods', 'special']));
  const special = new Set<string>();
  return {
    isKnown: (cells: Cells) => cells.key(column, kinds) !== UNKNOWN,
    learn: (cells: Cells, line: Line) => {
      if (kinds.texts[cells.key(column, kinds)] === 'special')
        special.add(keys.product.texts[line.product] as string);
    },
    special: (product: string) => (special.has(product) ? true : null),
  };
}

/** Converts a line where it has to be; a list amount that the file does not state comes from what was converted. */
function inReportingCurrency(
  conversions: Conversions,
  rate: KnownRate | null,
  row: number,
  line: Line,
): 'taken' | 'too-large' {
  const stated = rate && conversions.convert(rate, line);
  if (stated === undefined) return 'too-large';
  if (Number.isNaN(line.listAmount)) line.listAmount = line.amount + line.discount;
  if (!isSafe(line)) return 'too-large';
  if (rate && stated) conversions.add({ row, customer: line.customer, rate, stated });
  return 'taken';
}

function dayIn(column: number): (cells: Cells) => number {
  return cells => cells.day(column);
}

/** Whether a mistake of our own is the cause; undefined for a text that has to be judged. */
export function ownCheck(column: number): (cells: Cells) => boolean | undefined {
  const causes = new KeyIndex(choiceOf(['customer', 'own']));
  return cells => {
    const number = cells.key(column, causes);
    if (number === UNKNOWN) return undefined;
    return number >= 0 && causes.texts[number] === 'own';
  };
}

function isSafe({ amount, listAmount, rebate }: Line): boolean {
  return Number.isSafeInteger(amount - rebate) && Number.isSafeInteger(listAmount);
}
