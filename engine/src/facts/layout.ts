/**
 * The documented generic layout: one table a kind of fact, headings in snake_case, one row a fact. The Intake page,
 * `clientele import --help`, the API and docs/layouts.md all read it from here.
 */
export type FactKind =
  | 'customers'
  | 'products'
  | 'order-lines'
  | 'returns'
  | 'deliveries'
  | 'activities'
  | 'payments'
  | 'ledger'
  | 'exchange-rates';

export type FieldType =
  | 'key' // text that identifies something; blanks around it are cut
  | 'text'
  | 'day' // YYYY-MM-DD, a time after it is cut off
  | 'month' // YYYY-MM
  | 'money' // plain decimal, at most 6 decimals, in the row's currency
  | 'currency' // three letters, such as USD
  | 'rate' // plain decimal above zero, at most 10 decimals
  | 'quantity' // plain decimal, at most 3 decimals
  | 'minutes' // plain decimal, at most 3 decimals
  | 'choice';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly choices?: readonly string[];
  /** A figure that the layout wants positive or zero: what a minus would mean is said by the field itself. */
  readonly positive?: true;
  /** Says when the row happened: its month, and the day of its exchange rate. Of several, the last that is stated. */
  readonly dates?: true;
  readonly meaning: string;
}

export interface Layout {
  readonly kind: FactKind;
  readonly title: string;
  readonly fields: readonly Field[];
}

const field = (name: string, type: FieldType, meaning: string, required = false): Field => ({
  name,
  type,
  required,
  meaning,
});
const positive = (name: string, type: FieldType, meaning: string, required = false): Field => ({
  ...field(name, type, meaning, required),
  positive: true,
});
const choice = (name: string, choices: readonly string[], meaning: string): Field => ({
  name,
  type: 'choice',
  required: false,
  choices,
  meaning,
});

const dating = (field: Field): Field => ({ ...field, dates: true });
const CURRENCY = field(
  'currency',
  'currency',
  'Currency of the amounts; empty means the reporting currency, another one is converted at its exchange rate',
);
const CAUSE = choice(
  'cause',
  ['customer', 'own'],
  'Who caused it: the customer (also when empty) or a mistake of our own',
);

const PRODUCT_KIND = choice(
  'product_kind',
  ['goods', 'special'],
  'Special: carriage, a fee, an allowance on the whole document; empty means what the products file says',
);

export const LAYOUTS: readonly Layout[] = [
  {
    kind: 'customers',
    title: 'Customers',
    fields: [
      field('customer', 'key', 'Customer number in the source system', true),
      field('name', 'text', 'Name'),
      field('segment', 'text', 'Segment: the peers that a customer is compared with'),
      field('country', 'text', 'Country of the customer, as the order lines spell it'),
      field('parent', 'key', 'Customer number of the parent company, never its own'),
      field('since', 'day', 'Customer since'),
      field('owner', 'text', 'Account owner'),
    ],
  },
  {
    kind: 'products',
    title: 'Products',
    fields: [
      field('product', 'key', 'Product number', true),
      field('name', 'text', 'Name'),
      choice(
        'kind',
        ['goods', 'special'],
        'Goods (also when empty), or special: carriage, fees, manual entries, samples',
      ),
      choice('stage', ['raw', 'semi-finished', 'finished'], 'Stage of completion at which it is sold'),
      field('group', 'text', 'Group of products that may stand in for one another'),
      field('unit', 'text', 'Unit of the quantity: piece, kg, m'),
      positive('unit_cost', 'money', 'Product cost of one unit, used where an order line states none'),
      positive('list_price', 'money', 'List price of one unit'),
    ],
  },
  {
    kind: 'order-lines',
    title: 'Order lines',
    fields: [
      field('order', 'key', 'Order number; one order belongs to one customer', true),
      field('customer', 'key', 'Customer number; empty means unassigned'),
      field('product', 'key', 'Product number', true),
      dating(field('day', 'day', 'Day of the invoice', true)),
      field('quantity', 'quantity', 'Quantity sold', true),
      field(
        'amount',
        'money',
        'Net invoiced amount of the line, after discount and before rebate; or give unit_price',
      ),
      field('unit_price', 'money', 'Net price of one unit; the amount is then quantity × unit_price'),
      field('list_amount', 'money', 'Amount at list price; empty means the net amount plus the discount'),
      positive('discount', 'money', 'Discount on the invoice, positive'),
      positive('rebate', 'money', 'Rebate granted for this line later, positive; it lowers net revenue'),
      field(
        'cost',
        'money',
        'Product cost of the line; else quantity × unit_cost of the product; else the model’s assumption',
      ),
      field('country', 'text', 'Country that the goods go to'),
      choice('channel', ['manual', 'edi', 'web'], 'How the order came in'),
      PRODUCT_KIND,
      CURRENCY,
    ],
  },
  {
    kind: 'returns',
    title: 'Returns and credits',
    fields: [
      field('return', 'key', 'Number of the return or credit note', true),
      field('order', 'key', 'Order that it refers to'),
      field('customer', 'key', 'Customer number; empty means unassigned'),
      field('product', 'key', 'Product number', true),
      dating(field('day', 'day', 'Day of the credit', true)),
      positive(
        'quantity',
        'quantity',
        'Quantity that came back, positive; 0 for a credit without goods',
        true,
      ),
      positive('amount', 'money', 'Credited amount, positive', true),
      positive(
        'cost',
        'money',
        'Product cost that was recovered, positive; empty means none: what came back is scrap',
      ),
      field('country', 'text', 'Country that the goods came from'),
      field('reason', 'text', 'Reason as recorded'),
      CAUSE,
      PRODUCT_KIND,
      CURRENCY,
    ],
  },
  {
    kind: 'deliveries',
    title: 'Deliveries',
    fields: [
      field('delivery', 'key', 'Delivery number', true),
      field('order', 'key', 'Order that it belongs to'),
      field('customer', 'key', 'Customer number; empty means unassigned'),
      field('product', 'key', 'Product number'),
      positive('quantity', 'quantity', 'Quantity delivered, or promised while nothing is', true),
      field('requested', 'day', 'Day that the customer asked for'),
      dating(field('promised', 'day', 'Day that was promised; this or actual has to be there')),
      dating(field('actual', 'day', 'Day on which it came; empty means not yet delivered')),
      field('country', 'text', 'Country that the goods go to'),
      field('reason', 'text', 'Why it came late, as recorded'),
      choice(
        'cause',
        ['own', 'customer', 'carrier', 'supplier'],
        'Who caused that it came late; empty means not stated',
      ),
    ],
  },
  {
    kind: 'activities',
    title: 'Activities',
    fields: [
      field(
        'activity',
        'key',
        'Kind of activity, such as expedite, delivery, visit, complaint, certificate, dunning',
        true,
      ),
      field('customer', 'key', 'Customer number; empty means unassigned'),
      dating(field('day', 'day', 'Day', true)),
      field('count', 'quantity', 'How many; empty means 1'),
      field('minutes', 'minutes', 'Minutes measured, where they were'),
      field('money', 'money', 'Money paid for it, such as freight or interest'),
      field('flag', 'key', 'Circumstance that a time equation may ask for, such as weekend or export'),
      CAUSE,
      field('order', 'key', 'Order that it refers to'),
      CURRENCY,
    ],
  },
  {
    kind: 'payments',
    title: 'Payments',
    fields: [
      field('payment', 'key', 'Number of the payment, or of the open item', true),
      field('invoice', 'key', 'Invoice or order that it pays'),
      field('customer', 'key', 'Customer number; empty means unassigned'),
      dating(field('due', 'day', 'Day on which it is due', true)),
      dating(field('paid', 'day', 'Day on which it was paid; empty means open')),
      field('amount', 'money', 'Amount due or paid; a refund is negative', true),
      CURRENCY,
    ],
  },
  {
    kind: 'ledger',
    title: 'Ledger amounts of cost pools',
    fields: [
      dating(field('month', 'month', 'Month', true)),
      field('pool', 'key', 'Cost pool, as the cost model names it', true),
      field('amount', 'money', 'Cost booked in the month', true),
      field('capacity_minutes', 'minutes', 'Practical capacity supplied in the month, in minutes'),
      field('account', 'text', 'Account in the general ledger'),
      CURRENCY,
    ],
  },
  {
    kind: 'exchange-rates',
    title: 'Exchange rates',
    fields: [
      field('currency', 'currency', 'Currency that is converted, in three letters such as USD', true),
      field('day', 'day', 'Day from which the rate holds, until the next one and 31 days at most', true),
      field('rate', 'rate', 'Units of the reporting currency for one unit of this one', true),
    ],
  },
];

export function layoutOf(kind: FactKind): Layout {
  const layout = LAYOUTS.find(candidate => candidate.kind === kind);
  if (!layout) throw new Error(`no layout for ${kind}`);
  return layout;
}

/**
 * The kind whose required headings are all there and that explains most of the headings. Undefined when none does, or
 * when another kind would explain more and only lacks a heading: order lines without a quantity are no products.
 */
export function kindOfHeadings(headings: readonly string[]): FactKind | undefined {
  const present = new Set(headings.map(normalHeading));
  const explained = (layout: Layout) => layout.fields.filter(f => present.has(f.name)).length;
  const fits = (layout: Layout) => layout.fields.every(f => !f.required || present.has(f.name));
  const most = Math.max(...LAYOUTS.map(explained));
  return LAYOUTS.find(layout => explained(layout) === most && fits(layout))?.kind;
}

/** "Order Number " and "order_number" are the same heading. */
export function normalHeading(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
