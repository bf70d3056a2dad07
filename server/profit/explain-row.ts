import { formatDecimal, RATE_DIGITS } from '@clientele/engine';
import type { BatchRow } from '../facts/batch-store.ts';
import { mendOfRow } from '../facts/mend-store.ts';
import type { Row } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { type Conversion, conversionOf, conversionText } from './explain-conversion.ts';
import { type Explained, type Explaining, type Input, input, NO_FACTS } from './explaining.ts';
import { sourceRow } from './source-rows.ts';

/** Numbers of a row: what they are called, their column, and how many decimals the column has. */
const NUMBERS = {
  amount: { title: 'Amount', column: 'amount', digits: 6 },
  quantity: { title: 'Quantity', column: 'quantity', digits: 3 },
  listAmount: { title: 'List amount', column: 'list_amount', digits: 6 },
  discount: { title: 'Discount', column: 'discount', digits: 6 },
  rebate: { title: 'Rebate', column: 'rebate', digits: 6 },
  cost: { title: 'Cost', column: 'cost', digits: 6 },
  minutes: { title: 'Minutes', column: 'minutes', digits: 3 },
  unitCost: { title: 'Cost of one unit', column: 'unit_cost', digits: 6 },
  listPrice: { title: 'List price of one unit', column: 'list_price', digits: 6 },
  rate: { title: 'Exchange rate', column: 'rate', digits: RATE_DIGITS },
} as const;
type NumberKey = keyof typeof NUMBERS;

/** One row of a file, and a number of it, with all that the row holds: `batch/bat_x/row/17/amount`. */
export async function explainRow(
  asked: Explaining,
  batch: BatchRow,
  [row = '', key = '']: readonly string[],
): Promise<Explained | undefined> {
  if (!/^\d{1,9}$/.test(row) || (key !== '' && !Object.hasOwn(NUMBERS, key))) return undefined;
  const found = await sourceRow(asked, batch, Number(row));
  if (!found) return undefined;
  const numbers = numbersOf(asked, found);
  const keyed = numbers.find(number => key === '' || number.key === key);
  const value = keyed?.input ?? (key === '' ? nameOf(found) : undefined);
  if (!value) return undefined;
  const conversion = await conversionOf(asked, batch, Number(row));
  const stated = keyed && conversion?.stated(NUMBERS[keyed.key].column);
  return {
    title:
      key === '' ? `Row ${row} of ${batch.file_name}` : `${value.label} in row ${row} of ${batch.file_name}`,
    value: value.value,
    unit: value.unit,
    formula:
      conversion && stated !== undefined
        ? conversionText(conversion, stated)
        : 'As the row states it; it is the source, and comes from no other figure',
    caution: conversion?.caution ?? null,
    inputs: [
      ...(conversion && stated !== undefined ? conversionInputs(conversion, stated) : []),
      ...(await wordsOf(asked, found)),
      ...(await mendedBy(asked, batch, Number(row))),
      ...numbers.map(number => number.input),
    ],
    ...NO_FACTS,
    factsTotal: 1,
    facts: [
      {
        text: batch.file_name,
        value: value.value,
        unit: value.unit,
        day: dayOf(found) ?? '',
        file: batch.file_name,
        row: Number(row),
        batch: batch.public_id,
      },
    ],
  };
}

function conversionInputs({ currency, rateInput }: Conversion, stated: number): Input[] {
  return [input('As the row states it', formatDecimal(stated), currency), rateInput];
}

/** What a row that states no figure is about. */
function nameOf(row: Row): Input {
  return input('Number', String(row.number ?? row.product ?? ''), 'text');
}

/** The numbers that the row has, the first of which stands for it. */
function numbersOf({ ranked }: Explaining, row: Row): { key: NumberKey; input: Input }[] {
  return (Object.keys(NUMBERS) as NumberKey[]).flatMap(key => {
    const { title, column, digits } = NUMBERS[key];
    const value = row[column];
    if (value === null || value === undefined) return [];
    const { currency } = ranked.settings;
    const unit = { quantity: '', minutes: 'min', rate: `${currency} for 1 ${row.currency}` }[key as string];
    return { key, input: input(title, formatDecimal(Number(value), digits), unit ?? currency) };
  });
}

function dayOf(row: Row): string | undefined {
  if (row.month !== undefined && row.month !== null) return monthText(row.month);
  return row.day === undefined || row.day === null ? undefined : String(row.day);
}

/** What the row says in words. */
async function wordsOf({ stores, scope, ranked }: Explaining, row: Row): Promise<Input[]> {
  const text = (label: string, value: Row[string] | undefined) =>
    value === null || value === undefined || value === '' ? [] : [input(label, String(value), 'text')];
  const { cards } = await stores.register.customers(scope, ranked.revision);
  const card = cards.find(({ id }) => id === row.customer_id);
  const product = [row.product, row.product_name].filter(part => part !== null && part !== undefined);
  return [
    ...text(row.month === undefined ? 'Day' : 'Month', dayOf(row)),
    ...text('Number', row.number),
    ...text(row.is_return === true ? 'Return' : 'Order', row.document),
    ...text('Customer', card && `${card.name}, ${card.sourceKey}`),
    ...text('Product', product.join(', ')),
    ...text('Activity', row.activity),
    ...text('Requested', row.requested),
    ...text('Promised', row.promised),
    ...text('Delivered', row.actual),
    ...text('Due', row.due),
    ...text('Paid', row.paid),
    ...text('Pool', row.pool),
    ...text('Account', row.account),
    ...text('Flag', row.flag),
    ...text('Name', row.name),
    ...text('Segment', row.segment),
    ...text('Country', row.country),
    ...text('Belongs to', row.parent),
    ...text('Customer since', row.since),
    ...text('Owner', row.owner),
    ...text('Channel', row.channel),
    ...text('Reason', row.reason),
    ...text('Caused by', row.cause),
    ...text('Caused by us', row.own === true ? 'yes' : null),
    ...text('Special', row.special === true ? 'yes' : null),
    ...text('Stage', row.stage),
    ...text('Group', row.product_group),
    ...text('Unit', row.unit),
    ...text('Currency', row.currency),
    ...Object.entries(attributesOf(row)).flatMap(([name, value]) => text(name, value)),
  ];
}

/** What a customers file states beyond the layout. */
function attributesOf({ custom }: Row): Readonly<Record<string, string>> {
  return typeof custom === 'string' ? JSON.parse(custom) : {};
}

/** That somebody mended the row, who did it, and what stood there. */
async function mendedBy({ stores, scope }: Explaining, batch: BatchRow, row: number): Promise<Input[]> {
  const mend = await stores.database.within(scope, store =>
    mendOfRow(scope, store, { batch: batch.id, row }),
  );
  if (!mend) return [];
  const where = mend.file === batch.file_name ? '' : `, row ${mend.row} of ${mend.file}`;
  return [
    input('Mended by hand', `${mend.by}, ${mend.at.toISOString().slice(0, 10)}${where}`, 'text'),
    input('As it stood', mend.text, 'text'),
  ];
}
