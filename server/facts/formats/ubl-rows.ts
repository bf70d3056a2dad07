import { formatDecimal, multiplyDivide, parseDecimal } from '@clientele/engine';
import type { BrokenRecord } from '../record-scanner.ts';
import type { UblKind, UblParts, UblRow } from './ubl-document.ts';
import { attributeAt, nodeAt, nodesNamed, textAt, type XmlNode } from './xml-tree.ts';

const SHARED = ['customer', 'product', 'day', 'quantity', 'amount'];
const BESIDE = ['country', 'currency', 'product_kind', 'description', 'unit', 'document', 'line', 'file'];

/** Columns of the table that documents of a kind come to: those of the generic layout, and what else is worth seeing. */
export const UBL_HEADINGS: Readonly<Record<UblKind, readonly string[]>> = {
  Order: ['order', ...SHARED, 'discount', ...BESIDE],
  Invoice: ['order', ...SHARED, 'discount', ...BESIDE],
  CreditNote: ['return', 'order', ...SHARED, 'reason', ...BESIDE],
};

/** Rows of a document, in its order: what is granted or charged on the whole of it first, then its lines. */
export function ublRows(
  { kind, header, lines }: UblParts,
  file: string,
): ({ cells: string[] } | { broken: Pick<BrokenRecord, 'what' | 'mend'> })[] {
  const head: UblRow = { ...headerRow(kind, header), file };
  const cells = (row: UblRow) => ({
    cells: UBL_HEADINGS[kind].map(heading => row[heading] || head[heading] || ''),
  });
  return [
    ...nodesNamed(header, 'AllowanceCharge').map(node => {
      if (kind === 'CreditNote' && !isCharge(node)) return { broken: allowanceOnCredit(node, file) };
      return cells(documentCharge(kind, node));
    }),
    ...lines.map(cells),
  ];
}

/** Who bought, by the first of these that the document states: the number that we gave comes first. */
const CUSTOMER_PATHS = [
  'SupplierAssignedAccountID',
  'Party/PartyIdentification/ID',
  'Party/EndpointID',
  'Party/PartyLegalEntity/CompanyID',
  'Party/PartyTaxScheme/CompanyID',
  'Party/PartyName/Name',
  'Party/PartyLegalEntity/RegistrationName',
];
const COUNTRY = 'Country/IdentificationCode';

function headerRow(kind: UblKind, header: XmlNode): UblRow {
  const parties = ['AccountingCustomerParty', 'BuyerCustomerParty'].map(name => nodeAt(header, name));
  if (kind === 'Order') parties.reverse();
  const [customer] = parties.map(party => textAt(party, ...CUSTOMER_PATHS)).filter(text => text !== '');
  const [home] = parties
    .map(party => textAt(party, `Party/PostalAddress/${COUNTRY}`))
    .filter(text => text !== '');
  const document = textAt(header, 'ID');
  const billed = textAt(header, 'BillingReference/InvoiceDocumentReference/ID');
  const order = kind === 'Order' ? document : orderOf(header) || (kind === 'CreditNote' ? billed : document);
  return {
    document,
    return: document,
    order,
    customer: customer ?? '',
    day: textAt(header, 'IssueDate').replace(/(Z|[+-]\d\d:\d\d)$/, ''),
    country: textAt(header, `Delivery/DeliveryLocation/Address/${COUNTRY}`) || (home ?? ''),
    currency: textAt(header, 'DocumentCurrencyCode'),
    reason: textAt(header, 'DiscrepancyResponse/Description', 'Note'),
  };
}

/** The number of our order, else that of the customer's. "NA" is what networks ask for where there is none. */
function orderOf(node: XmlNode | undefined): string {
  const reference = nodeAt(node, 'OrderReference');
  return (
    [textAt(reference, 'SalesOrderID'), textAt(reference, 'ID')].find(id => id !== '' && id !== 'NA') ?? ''
  );
}

/** What a line states itself; the rest it has of its document. */
export function lineRow(kind: UblKind, line: XmlNode): UblRow {
  const body = kind === 'Order' ? nodeAt(line, 'LineItem') : line;
  const quantity = nodesNamed(body, 'InvoicedQuantity')
    .concat(nodesNamed(body, 'CreditedQuantity'), nodesNamed(body, 'Quantity'))
    .at(0);
  const item = nodeAt(body, 'Item');
  const { amount, discount } = lineMoney(body, quantity?.text.trim() ?? '');
  return {
    order: kind === 'Order' ? '' : orderOf(nodeAt(line, 'OrderLineReference')),
    product: textAt(
      item,
      'SellersItemIdentification/ID',
      'StandardItemIdentification/ID',
      'BuyersItemIdentification/ID',
      'Name',
    ),
    quantity: quantity?.text.trim() ?? '',
    unit: attributeAt(quantity, 'unitCode'),
    amount,
    discount,
    country: textAt(body, `Delivery/DeliveryLocation/Address/${COUNTRY}`),
    currency: attributeAt(nodeAt(body, 'LineExtensionAmount'), 'currencyID'),
    description: textAt(item, 'Name', 'Description'),
    line: textAt(body, 'ID'),
  };
}

/**
 * The net amount of a line as it states it, which has its allowances and charges in it; else quantity × price ÷ base quantity
 * less allowances plus charges, rounded half to even at a micro-unit. The discount is what allowances took off, those of the
 * price among them.
 */
function lineMoney(line: XmlNode | undefined, quantity: string): { amount: string; discount: string } {
  const own = nodesNamed(line, 'AllowanceCharge');
  const sum = (charges: boolean) =>
    own
      .filter(node => isCharge(node) === charges)
      .reduce((total, node) => total + (parseDecimal(textAt(node, 'Amount')) ?? Number.NaN), 0);
  const price = nodeAt(line, 'Price');
  const forQuantity = (each: string) =>
    priced({ quantity, price: each, base: textAt(price, 'BaseQuantity') });
  const stated = textAt(line, 'LineExtensionAmount');
  const worked = forQuantity(textAt(price, 'PriceAmount')) - sum(false) + sum(true);
  const offPrice = nodesNamed(price, 'AllowanceCharge')
    .filter(node => !isCharge(node))
    .reduce((total, node) => total + forQuantity(textAt(node, 'Amount')), 0);
  const discount = sum(false) + offPrice;
  return {
    amount: stated || (Number.isSafeInteger(worked) ? formatDecimal(worked) : ''),
    discount: Number.isSafeInteger(discount) && discount > 0 ? formatDecimal(discount) : '',
  };
}

/** In micro-units; NaN where something is missing, no figure or too large. */
function priced({ quantity, price, base }: { quantity: string; price: string; base: string }): number {
  const [count, each, per] = [parseDecimal(quantity), parseDecimal(price), parseDecimal(base || '1')];
  if (count === undefined || each === undefined || per === undefined || per <= 0) return Number.NaN;
  try {
    return multiplyDivide(count, each, per);
  } catch {
    return Number.NaN;
  }
}

/** What is granted or charged on a document as a whole is a line of its own, of a special product. */
function documentCharge(kind: UblKind, node: XmlNode): UblRow {
  const amount = textAt(node, 'Amount');
  const charge = isCharge(node);
  const code = textAt(node, 'AllowanceChargeReasonCode');
  return {
    product: [charge ? 'CHARGE' : 'ALLOWANCE', code].filter(part => part !== '').join(' '),
    product_kind: 'special',
    quantity: charge && kind !== 'CreditNote' ? '1' : '0',
    amount: charge ? amount : negated(amount),
    discount: charge ? '' : amount,
    description: textAt(node, 'AllowanceChargeReason'),
  };
}

function isCharge(node: XmlNode): boolean {
  return ['true', '1'].includes(textAt(node, 'ChargeIndicator'));
}

function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : amount === '' ? '' : `-${amount}`;
}

function allowanceOnCredit(node: XmlNode, file: string): Pick<BrokenRecord, 'what' | 'mend'> {
  return {
    what: `takes ${textAt(node, 'Amount')} off the whole credit note${file === '' ? '' : ` ${file}`}, which no return can hold`,
    mend: 'Lower the amounts of its lines by it.',
  };
}
