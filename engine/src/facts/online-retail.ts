import type { Field } from './layout.ts';

/**
 * The layout of UCI Online Retail (D. Chen 2015, doi 10.24432/C5BW33): a line a row, an invoice number that starts
 * with C is a cancellation, the customer number is written as a float and may be missing.
 */
export const ONLINE_RETAIL_FIELDS: readonly Field[] = [
  { name: 'invoiceno', type: 'key', required: true, meaning: 'Invoice number; C in front: cancellation' },
  {
    name: 'stockcode',
    type: 'key',
    required: true,
    meaning: 'Product number, upper and lower case kept apart',
  },
  { name: 'description', type: 'text', required: false, meaning: 'Product name' },
  {
    name: 'quantity',
    type: 'quantity',
    required: true,
    meaning: 'Quantity, negative on cancellations and corrections',
  },
  { name: 'invoicedate', type: 'day', required: true, meaning: 'Day and time of the invoice' },
  { name: 'unitprice', type: 'money', required: true, meaning: 'Price of one unit in pounds' },
  { name: 'customerid', type: 'key', required: false, meaning: 'Customer number; empty means unassigned' },
  { name: 'country', type: 'text', required: false, meaning: 'Country that the goods go to' },
];

/** Stock codes that are no goods: carriage, manual entries, discounts, fees, samples. */
export const ONLINE_RETAIL_SPECIAL_CODES: readonly string[] = [
  'M',
  'm',
  'POST',
  'DOT',
  'D',
  'C2',
  'BANK CHARGES',
  'CRUK',
  'AMAZONFEE',
  'S',
  'B',
  'PADS',
];

/** Settings of the book that the files of this source bring along. */
export const ONLINE_RETAIL_BOOK = {
  company: 'Online Retail',
  currency: 'GBP',
  timeZone: 'Europe/London',
  fiscalStartMonth: 1,
  homeCountry: 'United Kingdom',
} as const;
