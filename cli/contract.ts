import type * as z from 'zod/mini';
import type { Endpoint } from '../contract/endpoint.ts';

function contractParts() {
  return Promise.all([
    import('../contract/audit.ts').then(one => one.auditEndpoints),
    import('../contract/bridge.ts').then(one => one.bridgeEndpoints),
    import('../contract/capacity.ts').then(one => one.capacityEndpoints),
    import('../contract/company.ts').then(one => one.companyEndpoints),
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
    import('../contract/people.ts').then(one => one.peopleEndpoints),
    import('../contract/profit.ts').then(one => one.profitEndpoints),
    import('../contract/scenarios.ts').then(one => one.scenarioEndpoints),
    import('../contract/settings.ts').then(one => one.settingsEndpoints),
    import('../contract/sign-in.ts').then(one => one.signInEndpoints),
    import('../contract/undo.ts').then(one => one.undoEndpoints),
    import('../contract/value.ts').then(one => one.valueEndpoints),
    import('../contract/views.ts').then(one => one.viewEndpoints),
    import('../contract/walls.ts').then(one => one.wallEndpoints),
    import('../contract/watched.ts').then(one => one.watchedEndpoints),
  ]);
}

/** All parts of a union at once. */
type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
  part: infer All,
) => void
  ? All
  : never;
type Contract = Together<Awaited<ReturnType<typeof contractParts>>[number]>;

/** Endpoints are asked for by their name, so that `--help` need not load the contract. */
export type EndpointName = keyof Contract;
export type Answer<N extends EndpointName> = z.output<Contract[N]['answer']>;

export interface Question<N extends EndpointName> {
  readonly params?: z.input<Contract[N]['params']>;
  readonly query?: z.input<Contract[N]['query']>;
  readonly body?: z.input<NonNullable<Contract[N]['body']>>;
}

export async function endpointNamed(name: EndpointName): Promise<Endpoint> {
  const endpoints: Contract = Object.assign({}, ...(await contractParts()));
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
