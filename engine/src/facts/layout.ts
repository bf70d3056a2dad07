/**
 * The documented generic layout: one table a kind of fact, headings in snake_case, one row a fact. The Intake page,
 * `clientele import --help`, the API and docs/layouts.md all read it from here.
 */
export type FactKind = 'customers' | 'products' | 'order-lines' | 'returns' | 'activities' | 'ledger';

export type FieldType =
  | 'key' // text that identifies something; blanks around it are cut
  | 'text'
  | 'day' // YYYY-MM-DD, a time after it is cut off
  | 'month' // YYYY-MM
  | 'money' // plain decimal, at most 6 decimals, in the reporting currency
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

const CAUSE = choice(
  'cause',
  ['customer', 'own'],
  'Who caused it: the customer (also when empty) or a mistake of our own',
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
      field('parent', 'key', 'Customer number of the parent company'),
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
      field('day', 'day', 'Day of the invoice', true),
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
      field('currency', 'text', 'Must be the reporting currency'),
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
      field('day', 'day', 'Day of the credit', true),
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
      field('currency', 'text', 'Must be the reporting currency'),
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
      field('day', 'day', 'Day', true),
      field('count', 'quantity', 'How many; empty means 1'),
      field('minutes', 'minutes', 'Minutes measured, where they were'),
      field('money', 'money', 'Money paid for it, such as freight or interest'),
      field('flag', 'key', 'Circumstance that a time equation may ask for, such as weekend or export'),
      CAUSE,
      field('order', 'key', 'Order that it refers to'),
      field('currency', 'text', 'Must be the reporting currency'),
    ],
  },
  {
    kind: 'ledger',
    title: 'Ledger amounts of cost pools',
    fields: [
      field('month', 'month', 'Month', true),
      field('pool', 'key', 'Cost pool, as the cost model names it', true),
      field('amount', 'money', 'Cost booked in the month', true),
      field('capacity_minutes', 'minutes', 'Practical capacity supplied in the month, in minutes'),
      field('account', 'text', 'Account in the general ledger'),
      field('currency', 'text', 'Must be the reporting currency'),
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
