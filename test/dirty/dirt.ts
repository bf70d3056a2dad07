/** Good order lines, one a format: the dirt goes into the second of three rows. */
export const HEADINGS = ['order', 'customer', 'product', 'day', 'quantity', 'amount', 'channel', 'currency'];
export const GOOD = ['A1', 'C1', 'P1', '2025-01-31', '2', '20', 'edi', 'EUR'] as const;

type Heading = 'order' | 'customer' | 'product' | 'day' | 'quantity' | 'amount' | 'channel' | 'currency';

/** What the product has to answer to a row: kept, or the field and what is said of it. */
type RowAnswer = { readonly kept: string } | { readonly field: string; readonly what: RegExp };

export interface RowDirt {
  readonly name: string;
  readonly cells: Readonly<Partial<Record<Heading, string>>>;
  readonly answer: RowAnswer;
}

const kept = (amount = '20'): RowAnswer => ({ kept: amount });
const refused = (field: string, what: RegExp): RowAnswer => ({ field, what });

/** Cells as people and programs really write them, each with the answer it must get in every format. */
export const ROW_DIRT: readonly RowDirt[] = [
  {
    name: '31 February',
    cells: { day: '2025-02-31' },
    answer: refused('day', /does not exist in the calendar/),
  },
  {
    name: '29 February of no leap year',
    cells: { day: '2025-02-29' },
    answer: refused('day', /does not exist/),
  },
  { name: 'month 13', cells: { day: '2025-13-01' }, answer: refused('day', /does not exist/) },
  { name: 'a day that reads two ways', cells: { day: '03/04/2025' }, answer: refused('day', /one way only/) },
  { name: 'a day in words', cells: { day: 'yesterday' }, answer: refused('day', /no day/) },
  { name: 'no day', cells: { day: '' }, answer: refused('day', /is empty/) },
  { name: 'the hour that summer time skips', cells: { day: '2025-03-30 02:30:00' }, answer: kept() },
  { name: 'a decimal comma', cells: { amount: '20,5' }, answer: refused('amount', /has a comma/) },
  {
    name: 'a comma between thousands',
    cells: { amount: '1,234.50' },
    answer: refused('amount', /has a comma/),
  },
  { name: 'an exponent', cells: { quantity: '1e3' }, answer: refused('quantity', /is no quantity/) },
  { name: '1e308', cells: { amount: '1e308' }, answer: refused('amount', /is no amount|too large/) },
  { name: 'not a number', cells: { amount: 'NaN' }, answer: refused('amount', /is no amount/) },
  { name: 'infinity', cells: { quantity: 'Infinity' }, answer: refused('quantity', /is no quantity/) },
  { name: 'a number in words', cells: { quantity: 'two' }, answer: refused('quantity', /is no quantity/) },
  { name: 'a currency sign', cells: { amount: '€20' }, answer: refused('amount', /is no amount/) },
  { name: 'a minus that is no hyphen', cells: { amount: '−20' }, answer: refused('amount', /is no amount/) },
  {
    name: 'digits of another script',
    cells: { quantity: '٢' },
    answer: refused('quantity', /is no quantity/),
  },
  { name: 'seven decimals', cells: { amount: '20.0000001' }, answer: refused('amount', /has 7 decimals/) },
  {
    name: 'twenty digits',
    cells: { amount: '99999999999999999999' },
    answer: refused('amount', /too large/),
  },
  { name: 'minus zero', cells: { amount: '-0', quantity: '-0.000' }, answer: kept('0') },
  { name: 'blanks around', cells: { order: ' A1 ', amount: ' 20 ' }, answer: kept() },
  { name: 'blanks for a product', cells: { product: '   ' }, answer: refused('product', /is empty/) },
  { name: 'no order', cells: { order: '' }, answer: refused('order', /is empty/) },
  { name: 'no amount and no price', cells: { amount: '' }, answer: refused('amount', /is empty/) },
  { name: 'an unknown channel', cells: { channel: 'fax' }, answer: refused('channel', /is not known here/) },
  { name: 'a currency without a rate', cells: { currency: 'USD' }, answer: refused('currency', /USD/) },
  { name: 'a name in Arabic', cells: { customer: 'شركة النور' }, answer: kept() },
  { name: 'a name in Thai', cells: { customer: 'บริษัท สยาม' }, answer: kept() },
  { name: 'a name with an emoji', cells: { customer: 'Bäckerei 🥨' }, answer: kept() },
  { name: 'a formula', cells: { customer: '=1+1' }, answer: kept() },
  {
    name: 'quotes, delimiters and SQL',
    cells: { customer: `"A"; 'B', | C\t'); DROP TABLE batch; --` },
    answer: kept(),
  },
  { name: 'a line feed in a cell', cells: { customer: 'C\n1' }, answer: kept() },
];
