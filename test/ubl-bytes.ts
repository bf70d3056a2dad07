const SCHEMA = 'urn:oasis:names:specification:ubl:schema:xsd';

export interface UblText {
  readonly kind: 'Invoice' | 'Order' | 'CreditNote';
  /** What stands before the lines, as XML with the prefixes a and b: aggregates and basic components. */
  readonly header?: string;
  readonly lines: readonly string[];
  /** Stands before the root. */
  readonly prolog?: string;
}

/** A document as programs write it: its number and day, who bought, then its lines. */
export function ublText({ kind, header = '', lines, prolog = '' }: UblText): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}
<u:${kind} xmlns:u="${SCHEMA}:${kind}-2" xmlns:a="${SCHEMA}:CommonAggregateComponents-2" xmlns:b="${SCHEMA}:CommonBasicComponents-2">
${header}${lines.map(line => wrapped(kind, line)).join('')}</u:${kind}>`;
}

function wrapped(kind: UblText['kind'], line: string): string {
  const inside = kind === 'Order' ? `<a:LineItem>${line}</a:LineItem>` : line;
  return `<a:${kind}Line>${inside}</a:${kind}Line>`;
}

export function basic(name: string, text: string, attributes = ''): string {
  return `<b:${name}${attributes}>${text}</b:${name}>`;
}

/** Elements inside one another, the innermost last: `nested('Party/PartyName', …)`. */
export function nested(path: string, inside: string): string {
  const names = path.split('/');
  return `${names.map(name => `<a:${name}>`).join('')}${inside}${names
    .reverse()
    .map(name => `</a:${name}>`)
    .join('')}`;
}

export function allowance(isCharge: boolean, amount: string, more = ''): string {
  return nested(
    'AllowanceCharge',
    `${basic('ChargeIndicator', String(isCharge))}${more}${basic('Amount', amount)}`,
  );
}

export function ublHeader(number: string, more = ''): string {
  const party = nested('AccountingCustomerParty/Party/PartyIdentification', basic('ID', 'C1'));
  return `${basic('ID', number)}${basic('IssueDate', '2025-01-31')}${basic('DocumentCurrencyCode', 'EUR')}${party}${more}`;
}

export interface UblLine {
  readonly id?: string;
  readonly quantity?: string;
  /** Left out where undefined. */
  readonly amount?: string;
  readonly product?: string;
  /** As XML. */
  readonly more?: string;
}

export function ublLine(kind: UblText['kind'], line: UblLine = {}): string {
  const counted = { Invoice: 'InvoicedQuantity', Order: 'Quantity', CreditNote: 'CreditedQuantity' }[kind];
  const { id = '1', quantity = '2', amount, product = 'P1', more = '' } = line;
  return [
    basic('ID', id),
    basic(counted, quantity, ' unitCode="C62"'),
    amount === undefined ? '' : basic('LineExtensionAmount', amount, ' currencyID="EUR"'),
    more,
    nested('Item', `${basic('Name', 'A thing')}${nested('SellersItemIdentification', basic('ID', product))}`),
  ].join('');
}
