import { layoutOf } from '@clientele/engine';
import { ActivityFacts } from './activity-facts.ts';
import { Conversions } from './conversions.ts';
import { CustomerRows } from './customer-rows.ts';
import { DeliveryFacts } from './delivery-facts.ts';
import { FactKeys } from './fact-keys.ts';
import type { FactRows } from './fact-rows.ts';
import { LetRows } from './let-rows.ts';
import { LineFacts } from './line-facts.ts';
import { lineReader, onlineRetailCustomer } from './line-readers.ts';
import { PaymentFacts } from './payment-facts.ts';
import { PoolFacts } from './pool-facts.ts';
import { ProductFacts } from './product-facts.ts';
import { RateRows } from './rate-rows.ts';
import type { HowToRead } from './reading-messages.ts';
import type { SourceLayout } from './source-layout.ts';

/** How the rows of a file are read. */
interface FactSource {
  readonly keys: FactKeys;
  readonly rows: FactRows;
  readonly conversions: Conversions;
}

/** The rows of a file of this layout, the keys they use, and those in another currency. */
export function factSource(
  layout: SourceLayout,
  { currency, rates, customers }: Pick<HowToRead, 'currency' | 'rates' | 'customers'>,
): FactSource {
  const columns = new Map(layout.fields.map(({ name }, i) => [name, layout.columns[i] as number]));
  const column = (name: string) => columns.get(name) ?? -1;
  const isOnlineRetail = layout.source === 'online-retail';
  const customer = isOnlineRetail ? onlineRetailCustomer : (text: string) => text.trim();
  const keys = new FactKeys({
    customer,
    channels: layoutOf('order-lines').fields.find(({ name }) => name === 'channel')?.choices ?? [],
  });
  const conversions = new Conversions(currency, rates);
  const reader = lineReader(layout, keys, conversions);
  const all = reader ? new LineFacts(keys, reader) : rowsOf(layout, { keys, column, conversions, currency });
  const rows = customers
    ? new LetRows(all, { column: column(isOnlineRetail ? 'customerid' : 'customer'), customer, customers })
    : all;
  return { keys, rows, conversions };
}

interface Reads {
  readonly keys: FactKeys;
  readonly column: (name: string) => number;
  readonly conversions: Conversions;
  readonly currency: string;
}

function rowsOf(layout: SourceLayout, { keys, column, conversions, currency }: Reads): FactRows {
  switch (layout.kind) {
    case 'customers':
      return new CustomerRows(keys, column, layout.custom);
    case 'products':
      return new ProductFacts(keys, column);
    case 'deliveries':
      return new DeliveryFacts(keys, column);
    case 'activities':
      return new ActivityFacts(keys, column, conversions);
    case 'payments':
      return new PaymentFacts(keys, column, conversions);
    case 'ledger':
      return new PoolFacts(column, conversions);
    case 'exchange-rates':
      return new RateRows(column, currency);
    default:
      throw new Error(`no rows for ${layout.kind}`);
  }
}
