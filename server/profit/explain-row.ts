import { formatDecimal } from '@clientele/engine';
import type { BatchRow } from '../facts/batch-store.ts';
import { type Row, scopedQuery } from '../ledger/ledger.ts';
import { type Explained, type Explaining, type Input, input, NO_FACTS } from './explaining.ts';

const ROW = scopedQuery('batch-row');

/** Numbers of a row: what they are called, their column, and what makes them millionths. */
const NUMBERS = {
  quantity: { title: 'Quantity', column: 'quantity', times: 1000 },
  listAmount: { title: 'List amount', column: 'list_amount', times: 1 },
  discount: { title: 'Discount', column: 'discount', times: 1 },
  rebate: { title: 'Rebate', column: 'rebate', times: 1 },
  amount: { title: 'Amount', column: 'amount', times: 1 },
  cost: { title: 'Cost', column: 'cost', times: 1 },
  minutes: { title: 'Minutes', column: 'minutes', times: 1000 },
} as const;
type NumberKey = keyof typeof NUMBERS;

/** One row of a file, and a number of it, with all that the row holds: `batch/bat_x/row/17/amount`. */
export async function explainRow(
  asked: Explaining,
  batch: BatchRow,
  [row = '', key = '']: readonly string[],
): Promise<Explained | undefined> {
  const { stores, scope } = asked;
  if (!/^\d{1,12}$/.test(row)) return undefined;
  const given = { batch: batch.id, row: Number(row) };
  const [found] = await stores.ledger.rows(scope, ROW, given);
  if (!found || (key !== '' && !Object.hasOwn(NUMBERS, key))) return undefined;
  const value =
    key === ''
      ? (numberOf(asked, found, 'amount') ?? numberOf(asked, found, 'quantity'))
      : numberOf(asked, found, key as NumberKey);
  if (!value) return undefined;
  return {
    title:
      key === '' ? `Row ${row} of ${batch.file_name}` : `${value.label} in row ${row} of ${batch.file_name}`,
    value: value.value,
    unit: value.unit,
    formula: 'As the row states it; it is the source, and comes from no other figure',
    caution: null,
    inputs: [...(await wordsOf(asked, found)), ...numbersOf(asked, found)],
    ...NO_FACTS,
    factsTotal: 1,
    facts: [
      {
        text: batch.file_name,
        value: value.value,
        unit: value.unit,
        day: String(found.day),
        file: batch.file_name,
        row: Number(row),
        batch: batch.public_id,
      },
    ],
  };
}

function numbersOf(asked: Explaining, row: Row): Input[] {
  return (Object.keys(NUMBERS) as NumberKey[]).flatMap(key => numberOf(asked, row, key) ?? []);
}

/** Undefined where the row has no such number. */
function numberOf({ ranked }: Explaining, row: Row, key: NumberKey): Input | undefined {
  const { title, column, times } = NUMBERS[key];
  const value = row[column];
  if (value === null || value === undefined) return undefined;
  const unit = { quantity: '', minutes: 'min' }[key as string] ?? ranked.settings.currency;
  return input(title, formatDecimal(Number(value) * times), unit);
}

/** What the row says in words. */
async function wordsOf({ stores, scope, ranked }: Explaining, row: Row): Promise<Input[]> {
  const text = (label: string, value: Row[string] | undefined) =>
    value === null || value === undefined || value === '' ? [] : [input(label, String(value), 'text')];
  const cards = await stores.register.customers(scope, ranked.revision);
  const card = cards.get(Number(row.customer_id));
  const product = [row.product, row.product_name].filter(part => part !== null && part !== undefined);
  return [
    ...text(row.kind === 'pool' ? 'Month' : 'Day', row.day),
    ...text(String(row.document), row.reference),
    ...text('Customer', card && `${card.name}, ${card.sourceKey}`),
    ...text('Product', product.join(', ')),
    ...text('Activity', row.activity),
    ...text('Pool', row.pool),
    ...text('Account', row.account),
    ...text('Flag', row.flag),
    ...text('Country', row.country),
    ...text('Channel', row.channel),
    ...text('Reason', row.reason),
    ...text('Caused by us', row.own === true ? 'yes' : null),
  ];
}
