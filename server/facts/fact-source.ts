import { layoutOf } from '@clientele/engine';
import { ActivityFacts } from './activity-facts.ts';
import { CustomerRows } from './customer-rows.ts';
import { FactKeys } from './fact-keys.ts';
import type { FactRows } from './fact-rows.ts';
import { LineFacts } from './line-facts.ts';
import { lineReader, onlineRetailCustomer } from './line-readers.ts';
import { PoolFacts } from './pool-facts.ts';
import { ProductFacts } from './product-facts.ts';
import type { SourceLayout } from './source-layout.ts';

/** The rows of a file of this layout, and the keys they use. */
export function factSource(layout: SourceLayout, currency: string): { keys: FactKeys; rows: FactRows } {
  const columns = new Map(layout.fields.map(({ name }, i) => [name, layout.columns[i] as number]));
  const column = (name: string) => columns.get(name) ?? -1;
  const keys = new FactKeys({
    customer: layout.source === 'online-retail' ? onlineRetailCustomer : text => text.trim(),
    channels: layoutOf('order-lines').fields.find(({ name }) => name === 'channel')?.choices ?? [],
  });
  const reader = lineReader(layout, keys, currency);
  if (reader) return { keys, rows: new LineFacts(keys, reader) };
  switch (layout.kind) {
    case 'customers':
      return { keys, rows: new CustomerRows(keys, column) };
    case 'products':
      return { keys, rows: new ProductFacts(keys, column) };
    case 'activities':
      return { keys, rows: new ActivityFacts(keys, column, currency) };
    case 'ledger':
      return { keys, rows: new PoolFacts(column, currency) };
    default:
      throw new Error(`no rows for ${layout.kind}`);
  }
}
