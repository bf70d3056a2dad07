import { describe, expect, test } from 'vitest';
import { dayNumber } from '../units/day.ts';
import { ratesByDay } from './exchange-rates.ts';
import { judgeRow } from './judge.ts';
import { type FactKind, layoutOf } from './layout.ts';

const GOOD = {
  'order-lines': { order: 'A1', product: 'P1', day: '2025-03-31', quantity: '1', amount: '10' },
  returns: { return: 'R1', product: 'P1', day: '2025-03-31', quantity: '1', amount: '10' },
  activities: { activity: 'visit', day: '2025-03-31' },
  ledger: { month: '2025-03', pool: 'desk', amount: '1000' },
  products: { product: 'P1' },
  customers: { customer: 'C1' },
  deliveries: { delivery: 'D1', quantity: '5', promised: '2025-03-31' },
  payments: { payment: 'Y1', due: '2025-03-31', amount: '100' },
  'exchange-rates': { currency: 'USD', day: '2025-03-31', rate: '0.9231' },
} as const;

/** A dollar has a rate from 28 March on. */
const rateOn = ratesByDay([{ currency: 'USD', day: dayNumber('2025-03-28'), rate: 9_231_000_000 }]);

/** Judges a good row of the kind in which some cells are others. */
function judged(kind: FactKind, others: Readonly<Record<string, string | undefined>> = {}) {
  const row: Readonly<Record<string, string | undefined>> = { ...GOOD[kind], ...others };
  const { fields } = layoutOf(kind);
  const verdict = judgeRow(
    fields,
    fields.map(({ name }) => row[name]),
    'EUR',
    rateOn,
  );
  if ('problems' in verdict)
    return verdict.problems.map(({ field, what, mend }) => [field, what, mend].join(' · '));
  return Object.fromEntries(
    fields.map(({ name }, index) => [name, verdict.cells[index]]).filter(([, cell]) => cell !== ''),
  );
}

test.each(Object.keys(GOOD) as FactKind[])(
  'a row of %s with what is required and nothing else is good',
  kind => {
    expect(judged(kind)).toEqual(GOOD[kind]);
  },
);

describe('a cell comes back in its canonical writing', () => {
  test.each([
    ['order-lines', { order: '  A1 ', product: '\u00a0P1\t' }, { order: 'A1', product: 'P1' }],
    ['order-lines', { day: '2025-03-31 23:59:59' }, { day: '2025-03-31' }],
    ['order-lines', { quantity: '+5', amount: ' 007.50 ' }, { quantity: '5', amount: '7.5' }],
    ['order-lines', { quantity: '-0', amount: '-.5' }, { quantity: '0', amount: '-0.5' }],
    ['order-lines', { quantity: '1.000000', amount: '1.' }, { quantity: '1', amount: '1' }],
    ['order-lines', { amount: '', unit_price: '2' }, { amount: undefined, unit_price: '2' }],
    ['order-lines', { channel: ' EDI', currency: 'EUR ' }, { channel: 'edi', currency: 'EUR' }],
    ['order-lines', { currency: 'eur' }, { currency: 'EUR' }],
    ['order-lines', { currency: 'usd' }, { currency: 'USD' }],
    ['order-lines', { currency: 'USD', day: '2025-04-28' }, { currency: 'USD', day: '2025-04-28' }],
    ['activities', { currency: 'CHF' }, { currency: 'CHF' }],
    ['ledger', { currency: 'USD', month: '2025-03' }, { currency: 'USD', month: '2025-03' }],
    ['payments', { currency: 'USD', paid: '2025-04-02' }, { currency: 'USD', paid: '2025-04-02' }],
    ['payments', { amount: '-5' }, { amount: '-5' }],
    ['deliveries', { promised: '', actual: '2025-04-02' }, { promised: undefined, actual: '2025-04-02' }],
    ['exchange-rates', { rate: '.00005730120', currency: 'idr' }, { rate: '0.0000573012', currency: 'IDR' }],
    ['returns', { cause: 'OWN' }, { cause: 'own' }],
    ['activities', { count: '1.5', minutes: '0.125' }, { count: '1.5', minutes: '0.125' }],
    [
      'customers',
      { name: ' Ünal "X", Söhne ', since: '2024-02-29' },
      { name: 'Ünal "X", Söhne', since: '2024-02-29' },
    ],
    ['products', { stage: 'Semi-Finished' }, { stage: 'semi-finished' }],
    ['order-lines', { amount: '9007199254.740991' }, { amount: '9007199254.740991' }],
  ] as const)('%s %j', (kind, others, expected) => {
    const { amount: _, ...rest } = GOOD[kind] as { amount?: string };
    const given = 'amount' in expected && expected.amount === undefined ? rest : GOOD[kind];
    const present = Object.entries({ ...given, ...expected }).filter(([, cell]) => cell !== undefined);
    expect(judged(kind, others)).toEqual(Object.fromEntries(present));
  });
});

const POINT = 'Write digits with a point before the decimals: 1234.56.';
const COMMA = 'Write a point before the decimals and nothing between thousands: 1234.56.';
const RATE = 'Give it: Units of the reporting currency for one unit of this one.';
const noRate = (currency: string, day: string) =>
  `currency · is ${currency}, the book is kept in EUR, and no exchange rate of ${currency} is known for ${day} or the 31 days before · Import an exchange rate of ${currency} that reaches ${day}, or give the amounts in EUR.`;
const DAY = 'Write it as YYYY-MM-DD, such as 2025-03-31.';

describe('a cell that cannot be read says what is wrong and how to mend it', () => {
  test.each([
    [
      'order-lines',
      { order: '' },
      ['order · is empty · Give it: Order number; one order belongs to one customer.'],
    ],
    ['order-lines', { product: ' \t' }, ['product · is empty · Give it: Product number.']],
    ['order-lines', { day: undefined }, ['day · is empty · Give it: Day of the invoice.']],
    [
      'order-lines',
      { day: '2025-02-31' },
      ['day · "2025-02-31" does not exist in the calendar · Correct the day or the time.'],
    ],
    [
      'order-lines',
      { day: '31.03.2025' },
      [`day · "31.03.2025" is no day that can be read in one way only · ${DAY}`],
    ],
    [
      'order-lines',
      { day: '03/04/2025' },
      [`day · "03/04/2025" is no day that can be read in one way only · ${DAY}`],
    ],
    [
      'ledger',
      { month: '2025-13' },
      ['month · "2025-13" is no month · Write it as YYYY-MM, such as 2025-03.'],
    ],
    [
      'ledger',
      { month: '2025-03-31' },
      ['month · "2025-03-31" is no month · Write it as YYYY-MM, such as 2025-03.'],
    ],
    [
      'order-lines',
      { day: '9999-12-31' },
      [
        'day · "9999-12-31" lies outside the years 1900 to 2199 · Correct the year, or leave the cell empty where it stands for none.',
      ],
    ],
    [
      'ledger',
      { month: '0001-01' },
      [
        'month · "0001-01" lies outside the years 1900 to 2199 · Correct the year, or leave the cell empty where it stands for none.',
      ],
    ],
    ['order-lines', { quantity: '1e3' }, [`quantity · "1e3" is no quantity · ${POINT}`]],
    [
      'returns',
      { amount: '-10', quantity: '-1' },
      [
        'quantity · "-1" is negative · Write it without the minus: Quantity that came back, positive; 0 for a credit without goods.',
        'amount · "-10" is negative · Write it without the minus: Credited amount, positive.',
      ],
    ],
    [
      'order-lines',
      { rebate: '-0.01' },
      [
        'rebate · "-0.01" is negative · Write it without the minus: Rebate granted for this line later, positive; it lowers net revenue.',
      ],
    ],
    ['order-lines', { amount: '12 €' }, [`amount · "12 €" is no amount · ${POINT}`]],
    [
      'activities',
      { minutes: 'half an hour' },
      [`minutes · "half an hour" is no number of minutes · ${POINT}`],
    ],
    ['order-lines', { amount: '1.234,56' }, [`amount · "1.234,56" has a comma · ${COMMA}`]],
    ['order-lines', { quantity: '1,5' }, [`quantity · "1,5" has a comma · ${COMMA}`]],
    ['order-lines', { quantity: '0.0005' }, ['quantity · "0.0005" has 4 decimals · Round it to 3 decimals.']],
    [
      'order-lines',
      { amount: '-1.0000001' },
      ['amount · "-1.0000001" has 7 decimals · Round it to 6 decimals.'],
    ],
    [
      'order-lines',
      { channel: 'fax' },
      ['channel · "fax" is not known here · Write manual or edi or web, or leave it empty.'],
    ],
    [
      'returns',
      { cause: 'nobody' },
      ['cause · "nobody" is not known here · Write customer or own, or leave it empty.'],
    ],
    ['order-lines', { currency: 'CHF' }, [noRate('CHF', '2025-03-31')]],
    ['order-lines', { currency: 'USD', day: '2025-03-27' }, [noRate('USD', '2025-03-27')]],
    ['order-lines', { currency: 'USD', day: '2025-04-29' }, [noRate('USD', '2025-04-29')]],
    ['activities', { currency: 'CHF', money: '5' }, [noRate('CHF', '2025-03-31')]],
    ['ledger', { currency: 'CHF' }, [noRate('CHF', '2025-03-31')]],
    ['payments', { currency: 'USD', paid: '2025-05-01' }, [noRate('USD', '2025-05-01')]],
    [
      'order-lines',
      { currency: '€' },
      ['currency · "€" is no currency · Write its three letters, such as USD.'],
    ],
    [
      'exchange-rates',
      { currency: 'EUR' },
      [
        'currency · is EUR, in which the book is kept · Delete the row: the reporting currency needs no rate.',
      ],
    ],
    ['exchange-rates', { rate: '0' }, [`rate · "0" is not above zero · ${RATE}`]],
    ['exchange-rates', { rate: '-0.9' }, [`rate · "-0.9" is not above zero · ${RATE}`]],
    [
      'exchange-rates',
      { rate: '0.00000000001' },
      ['rate · "0.00000000001" has 11 decimals · Round it to 10 decimals.'],
    ],
    [
      'exchange-rates',
      { rate: '1000000' },
      ['rate · "1000000" is too large · Check the figure: 900,000 is the limit of a rate.'],
    ],
    ['deliveries', { promised: '' }, ['promised · is empty, and so is actual · Give one of the two.']],
    ['deliveries', { promised: 'x' }, [`promised · "x" is no day that can be read in one way only · ${DAY}`]],
    [
      'deliveries',
      { cause: 'weather' },
      [
        'cause · "weather" is not known here · Write own or customer or carrier or supplier, or leave it empty.',
      ],
    ],
    [
      'customers',
      { parent: ' C1' },
      [
        'parent · is the customer itself · Give the number of the company that it belongs to, or leave it empty.',
      ],
    ],
    ['payments', { due: '' }, ['due · is empty · Give it: Day on which it is due.']],
    ['order-lines', { amount: '' }, ['amount · is empty, and so is unit_price · Give one of the two.']],
    ['order-lines', { amount: '', unit_price: '1,5' }, [`unit_price · "1,5" has a comma · ${COMMA}`]],
    ['order-lines', { amount: 'x', unit_price: '' }, [`amount · "x" is no amount · ${POINT}`]],
  ] as const)('%s %j', (kind, others, problems) => {
    expect(judged(kind, others)).toEqual(problems);
  });

  test.each([['9007199254.740992'], ['99999999999999999999'], ['-10000000000']])(
    '%s is too large for one cell',
    amount => {
      expect(judged('order-lines', { amount })).toEqual([
        `amount · "${amount}" is too large · Check the figure: nine billion is the limit of one cell.`,
      ]);
    },
  );

  test('all problems of a row come at once', () => {
    expect(
      judged('order-lines', { order: '', day: '2025-02-30', quantity: 'x', channel: 'fax' }),
    ).toHaveLength(4);
  });
});
