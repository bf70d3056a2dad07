import type * as z from 'zod/mini';
import type { bridgeEndpoints } from '../contract/bridge.ts';
import type { capacityEndpoints } from '../contract/capacity.ts';
import type { customerEndpoints } from '../contract/customers.ts';
import type { decisionEndpoints } from '../contract/decisions.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { expediteEndpoints } from '../contract/expedites.ts';
import type { factEndpoints } from '../contract/facts.ts';
import type { groupEndpoints } from '../contract/groups.ts';
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
import type { viewEndpoints } from '../contract/views.ts';
import type { watchedEndpoints } from '../contract/watched.ts';

type Contract = typeof bridgeEndpoints &
  typeof capacityEndpoints &
  typeof customerEndpoints &
  typeof decisionEndpoints &
  typeof expediteEndpoints &
  typeof factEndpoints &
  typeof groupEndpoints &
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
  typeof viewEndpoints &
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
  const parts = await Promise.all([
    import('../contract/bridge.ts').then(one => one.bridgeEndpoints),
    import('../contract/capacity.ts').then(one => one.capacityEndpoints),
    import('../contract/customers.ts').then(one => one.customerEndpoints),
    import('../contract/decisions.ts').then(one => one.decisionEndpoints),
    import('../contract/expedites.ts').then(one => one.expediteEndpoints),
    import('../contract/facts.ts').then(one => one.factEndpoints),
    import('../contract/groups.ts').then(one => one.groupEndpoints),
    import('../contract/lineage.ts').then(one => one.lineageEndpoints),
    import('../contract/mapping.ts').then(one => one.mappingEndpoints),
    import('../contract/measures.ts').then(one => one.measureEndpoints),
    import('../contract/mends.ts').then(one => one.mendEndpoints),
    import('../contract/models.ts').then(one => one.modelEndpoints),
    import('../contract/product-cells.ts').then(one => one.productCellEndpoints),
    import('../contract/profit.ts').then(one => one.profitEndpoints),
    import('../contract/scenarios.ts').then(one => one.scenarioEndpoints),
    import('../contract/settings.ts').then(one => one.settingsEndpoints),
    import('../contract/undo.ts').then(one => one.undoEndpoints),
    import('../contract/views.ts').then(one => one.viewEndpoints),
    import('../contract/watched.ts').then(one => one.watchedEndpoints),
  ]);
  const endpoints: Contract = Object.assign({}, ...parts);
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
      [value]
        .flat()
        .flatMap((one: unknown): [string, string][] => (one === undefined ? [] : [[key, String(one)]])),
    ),
  ).toString();
  return `/api${path}${search === '' ? '' : `?${search}`}`;
}
