import type * as z from 'zod/mini';
import type { bridgeEndpoints } from '../contract/bridge.ts';
import type { capacityEndpoints } from '../contract/capacity.ts';
import type { customerEndpoints } from '../contract/customers.ts';
import type { decisionEndpoints } from '../contract/decisions.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { expediteEndpoints } from '../contract/expedites.ts';
import type { factEndpoints } from '../contract/facts.ts';
import type { lineageEndpoints } from '../contract/lineage.ts';
import type { mappingEndpoints } from '../contract/mapping.ts';
import type { measureEndpoints } from '../contract/measures.ts';
import type { mendEndpoints } from '../contract/mends.ts';
import type { modelEndpoints } from '../contract/models.ts';
import type { productCellEndpoints } from '../contract/product-cells.ts';
import type { profitEndpoints } from '../contract/profit.ts';
import type { scenarioEndpoints } from '../contract/scenarios.ts';
import type { settingsEndpoints } from '../contract/settings.ts';
import type { undoEndpoints } from '../contract/undo.ts';
import type { watchedEndpoints } from '../contract/watched.ts';

type Contract = typeof bridgeEndpoints &
  typeof capacityEndpoints &
  typeof customerEndpoints &
  typeof decisionEndpoints &
  typeof expediteEndpoints &
  typeof factEndpoints &
  typeof lineageEndpoints &
  typeof mappingEndpoints &
  typeof measureEndpoints &
  typeof mendEndpoints &
  typeof modelEndpoints &
  typeof productCellEndpoints &
  typeof profitEndpoints &
  typeof scenarioEndpoints &
  typeof settingsEndpoints &
  typeof undoEndpoints &
  typeof watchedEndpoints;

/** Endpoints are asked for by their name, so that `--help` need not load the contract. */
export type EndpointName = keyof Contract;
export type Answer<N extends EndpointName> = z.output<Contract[N]['answer']>;

export interface Question<N extends EndpointName> {
  readonly params?: z.input<Contract[N]['params']>;
  readonly query?: z.input<Contract[N]['query']>;
  readonly body?: z.input<NonNullable<Contract[N]['body']>>;
}

export async function endpointNamed(name: EndpointName): Promise<Endpoint> {
  const [
    bridge,
    capacity,
    customers,
    decisions,
    expedites,
    facts,
    lineage,
    mapping,
    measures,
    mends,
    models,
    productCells,
    profit,
    scenarios,
    settings,
    undo,
    watched,
  ] = await Promise.all([
    import('../contract/bridge.ts'),
    import('../contract/capacity.ts'),
    import('../contract/customers.ts'),
    import('../contract/decisions.ts'),
    import('../contract/expedites.ts'),
    import('../contract/facts.ts'),
    import('../contract/lineage.ts'),
    import('../contract/mapping.ts'),
    import('../contract/measures.ts'),
    import('../contract/mends.ts'),
    import('../contract/models.ts'),
    import('../contract/product-cells.ts'),
    import('../contract/profit.ts'),
    import('../contract/scenarios.ts'),
    import('../contract/settings.ts'),
    import('../contract/undo.ts'),
    import('../contract/watched.ts'),
  ]);
  const endpoints: Contract = {
    ...bridge.bridgeEndpoints,
    ...capacity.capacityEndpoints,
    ...customers.customerEndpoints,
    ...decisions.decisionEndpoints,
    ...expedites.expediteEndpoints,
    ...facts.factEndpoints,
    ...lineage.lineageEndpoints,
    ...mapping.mappingEndpoints,
    ...measures.measureEndpoints,
    ...mends.mendEndpoints,
    ...models.modelEndpoints,
    ...productCells.productCellEndpoints,
    ...profit.profitEndpoints,
    ...scenarios.scenarioEndpoints,
    ...settings.settingsEndpoints,
    ...undo.undoEndpoints,
    ...watched.watchedEndpoints,
  };
  return endpoints[name] as unknown as Endpoint;
}

/** The address of a question below the server's root: parameters and query written out. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  { params = {}, query = {} }: { params?: object; query?: object },
): string {
  const given = params as Record<string, unknown>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(given[key])),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]): [string, string][] =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  ).toString();
  return `/api${path}${search === '' ? '' : `?${search}`}`;
}
