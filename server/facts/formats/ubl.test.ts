import { describe, expect, test } from 'vitest';
import { tableTexts } from '../../../test/table-texts.ts';
import {
  allowance,
  basic,
  nested,
  type UblLine,
  type UblText,
  ublHeader,
  ublLine,
  ublText,
} from '../../../test/ubl-bytes.ts';

type Kind = UblText['kind'];
const document = (kind: Kind, line: UblLine, header = '') =>
  ublText({ kind, header: ublHeader('D1', header), lines: [ublLine(kind, line)] });

/** Rows as records, without the cells that are empty. */
async function records(text: string | Uint8Array, part?: { member: string }) {
  const { headings, rows, broken } = await tableTexts(text, part);
  const found = Object.entries(rows).map(([row, cells]) => [
    row,
    Object.fromEntries(headings.map((heading, i) => [heading, cells[i]]).filter(([, cell]) => cell !== '')),
  ]);
  return { rows: Object.fromEntries(found), broken };
}
const first = async (text: string) => (await records(text)).rows[2];

const COMMON = {
  customer: 'C1',
  product: 'P1',
  day: '2025-01-31',
  quantity: '2',
  currency: 'EUR',
  description: 'A thing',
  unit: 'C62',
  document: 'D1',
  line: '1',
};

describe('a document becomes lines of its kind', () => {
  test.each<[Kind, object]>([
    ['Invoice', { ...COMMON, order: 'D1', amount: '20' }],
    ['Order', { ...COMMON, order: 'D1', amount: '20' }],
    ['CreditNote', { ...COMMON, return: 'D1', amount: '20' }],
  ])('%s', async (kind, row) => {
    const found = await tableTexts(document(kind, { amount: '20' }));
    expect(found.format).toBe('UBL');
    expect(await first(document(kind, { amount: '20' }))).toEqual(row);
  });

  test('whatever its prefixes, with extensions, attachments and in an envelope', async () => {
    const attached = nested(
      'AdditionalDocumentReference/Attachment',
      basic('EmbeddedDocumentBinaryObject', 'QUJD'.repeat(2_000_000)),
    );
    const extended = `<e:UBLExtensions xmlns:e="urn:x"><a:InvoiceLine/><e:x>1</e:x></e:UBLExtensions>`;
    const text = document('Invoice', { amount: '20' }, attached + extended)
      .replaceAll('<a:', '<cac:')
      .replaceAll('</a:', '</cac:')
      .replace('xmlns:a=', 'xmlns:cac=')
      .replaceAll('u:Invoice', 'Invoice')
      .replace('xmlns:u=', 'xmlns=');
    const enveloped = `<x:Envelope xmlns:x="urn:y"><x:Body>${text.slice(text.indexOf('?>') + 2)}</x:Body></x:Envelope>`;
    for (const each of [text, enveloped])
      expect(await first(each)).toEqual({ ...COMMON, order: 'D1', amount: '20' });
  });

  test.each<[string, string, string]>([
    [
      'the number that we gave',
      basic('SupplierAssignedAccountID', 'K1') + nested('Party', basic('EndpointID', 'E1')),
      'K1',
    ],
    [
      'its identification',
      nested('Party', basic('EndpointID', 'E1') + nested('PartyIdentification', basic('ID', 'I1'))),
      'I1',
    ],
    [
      'its address in the network',
      nested('Party', basic('EndpointID', 'E1') + nested('PartyLegalEntity', basic('CompanyID', 'L1'))),
      'E1',
    ],
    [
      'its number in the register',
      nested(
        'Party',
        nested('PartyTaxScheme', basic('CompanyID', 'T1')) +
          nested('PartyLegalEntity', basic('CompanyID', 'L1')),
      ),
      'L1',
    ],
    [
      'its tax number',
      nested(
        'Party',
        nested('PartyTaxScheme', basic('CompanyID', 'T1')) + nested('PartyName', basic('Name', 'N')),
      ),
      'T1',
    ],
    [
      'its name',
      nested('Party', nested('PartyName', basic('Name', 'Aldermoor &amp; Sons'))),
      'Aldermoor & Sons',
    ],
  ])('the customer is known by %s', async (_title, party, customer) => {
    const header = basic('ID', 'D1') + nested('BuyerCustomerParty', party);
    for (const kind of ['Invoice', 'Order'] as const)
      expect(await first(ublText({ kind, header, lines: [ublLine(kind)] }))).toMatchObject({ customer });
  });

  test.each<[string, Kind, string, string, string]>([
    [
      'our order',
      'Invoice',
      nested('OrderReference', basic('ID', 'PO7') + basic('SalesOrderID', 'SO7')),
      '',
      'SO7',
    ],
    ['the order of the customer', 'Invoice', nested('OrderReference', basic('ID', 'PO7')), '', 'PO7'],
    [
      'the order of its line',
      'Invoice',
      nested('OrderReference', basic('ID', 'PO7')),
      nested('OrderLineReference/OrderReference', basic('ID', 'PO8')),
      'PO8',
    ],
    ['no order, as networks write it', 'Invoice', nested('OrderReference', basic('ID', 'NA')), '', 'D1'],
    [
      'the invoice that is credited',
      'CreditNote',
      nested('BillingReference/InvoiceDocumentReference', basic('ID', 'D0')),
      '',
      'D0',
    ],
  ])('it refers to %s', async (_title, kind, header, more, order) => {
    expect(await first(document(kind, { amount: '20', more }, header))).toMatchObject({
      order,
      document: 'D1',
    });
  });

  test('goods go to where the line, else the document, else the customer is', async () => {
    const country = (code: string) => nested('Country', basic('IdentificationCode', code));
    const delivery = (code: string) => nested('Delivery/DeliveryLocation/Address', country(code));
    const party = nested('AccountingCustomerParty/Party/PostalAddress', country('DE'));
    const header = (more: string) => basic('ID', 'D1') + party + more;
    const text = (head: string, more: string) =>
      ublText({ kind: 'Invoice', header: header(head), lines: [ublLine('Invoice', { more })] });
    expect(await first(text('', ''))).toMatchObject({ country: 'DE' });
    expect(await first(text(delivery('DK'), ''))).toMatchObject({ country: 'DK' });
    expect(await first(text(delivery('DK'), delivery('SE')))).toMatchObject({ country: 'SE' });
  });
});

describe('the money of a line', () => {
  const price = (each: string, more = '') => nested('Price', basic('PriceAmount', each) + more);
  test.each<[string, UblLine, object]>([
    [
      'is what it states, without tax',
      { amount: '20', more: nested('TaxTotal', basic('TaxAmount', '3.80')) },
      { amount: '20' },
    ],
    [
      'is worked out from the price where it states none',
      { quantity: '3', more: price('0.333333') },
      { quantity: '3', amount: '0.999999' },
    ],
    [
      'is worked out for the quantity that a price is for',
      { quantity: '250', more: price('7.5', basic('BaseQuantity', '1000')) },
      { quantity: '250', amount: '1.875' },
    ],
    [
      'has allowances and charges of the line in it',
      { more: price('10') + allowance(false, '3') + allowance(true, '1') },
      { amount: '18', discount: '3' },
    ],
    [
      'tells what allowances took off an amount that is stated',
      { amount: '17', more: allowance(false, '3') },
      { amount: '17', discount: '3' },
    ],
    [
      'tells what was taken off the price',
      { amount: '20', more: price('10', allowance(false, '0.5')) },
      { amount: '20', discount: '1' },
    ],
    [
      'is a correction where it is negative',
      { quantity: '-2', amount: '-20' },
      { quantity: '-2', amount: '-20' },
    ],
    ['is not made up where nothing says it', {}, { quantity: '2' }],
  ])('%s', async (_title, line, row) => {
    const { order: _order, ...found } = await first(document('Invoice', line));
    const { quantity: _quantity, ...common } = COMMON;
    expect(found).toEqual({ quantity: '2', ...common, ...row });
  });

  test('on the whole of a document is a line of a special product', async () => {
    const header =
      allowance(false, '5', basic('AllowanceChargeReasonCode', '95')) +
      allowance(
        true,
        '9.90',
        basic('AllowanceChargeReasonCode', 'FC') + basic('AllowanceChargeReason', 'Freight'),
      );
    const { rows } = await records(document('Invoice', { amount: '20' }, header));
    expect(rows).toMatchObject({
      2: {
        product: 'ALLOWANCE 95',
        product_kind: 'special',
        quantity: '0',
        amount: '-5',
        discount: '5',
        order: 'D1',
      },
      3: {
        product: 'CHARGE FC',
        product_kind: 'special',
        quantity: '1',
        amount: '9.90',
        description: 'Freight',
      },
      4: { product: 'P1', amount: '20' },
    });
  });

  test('that is taken off a whole credit note comes back to be mended, since no return can hold it', async () => {
    const { rows, broken } = await records(
      document('CreditNote', { amount: '20' }, allowance(false, '5') + allowance(true, '2')),
    );
    expect(broken).toEqual({ 2: 'takes 5 off the whole credit note, which no return can hold' });
    expect(rows).toMatchObject({ 3: { product: 'CHARGE', quantity: '0', amount: '2' }, 4: { amount: '20' } });
  });
});
