import { may, type VisibleCustomers } from '@clientele/engine';
import type { Endpoint } from '../../../contract/endpoint.ts';
import type { Identity } from '../../people/identity.ts';
import { type Asked, ENDPOINT_CASES } from './endpoint-cases.ts';
import type { Target } from './target.ts';

/** Who is tried, and what must not reach them. */
export interface Tried {
  readonly identity: Identity;
  /** Names and numbers of customers that are hidden from the person; who runs walls is told them. */
  readonly names: readonly string[];
  /** Further texts and amounts from behind this person's walls, as they could stand in an answer. */
  readonly secrets: readonly string[];
  /** Of customers that are hidden from the person. */
  readonly hidden: readonly Target[];
  /** Of one that they may see, where there is one. */
  readonly seen: Target | undefined;
  readonly sees: VisibleCustomers;
}

interface Leak {
  readonly person: string;
  readonly surface: string;
  readonly request: string;
  /** What came through, or how the answer differs from that of what there is not. */
  readonly what: string;
}

export interface Proof {
  readonly tried: {
    readonly endpoints: number;
    readonly people: number;
    readonly requests: number;
    /** How many of them went to each endpoint. */
    readonly asked: Readonly<Record<string, number>>;
    /** Secrets looked for, over all people. */
    readonly secrets: number;
  };
  readonly leaks: readonly Leak[];
}

export interface Sweep {
  readonly endpoints: readonly Endpoint[];
  readonly people: readonly Tried[];
  /** What there is not: one to ask about first, so that what is kept for all is kept, and one to compare with. */
  readonly missing: readonly [Target, Target];
  /** A cost model to ask with. */
  readonly model: object;
  ask(identity: Identity, asked: Asked): Promise<Answer>;
  /** Whether what was found is enough to stop. */
  isEnough(leaks: readonly Leak[]): boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the stores were asked meanwhile, in order. */
  readonly queries: readonly string[];
}

/** Asks every endpoint as every person, about what is theirs, what is not, and what is not there at all. */
export async function sweep({
  endpoints,
  people,
  missing: [first, missing],
  model,
  ask,
  isEnough,
}: Sweep): Promise<Proof> {
  const leaks: Leak[] = endpoints
    .filter(({ name }) => !Object.hasOwn(ENDPOINT_CASES, name))
    .map(({ name }) => ({
      person: '',
      surface: name,
      request: '',
      what: 'no case of the sweep asks this endpoint',
    }));
  const requestsTo = new Map(endpoints.map(({ name }) => [name, 0]));
  const trying = async (person: Tried, endpoint: Endpoint) => {
    const cases = ENDPOINT_CASES[endpoint.name] ?? (() => []);
    const asking = async (asked: Asked) => {
      requestsTo.set(endpoint.name, (requestsTo.get(endpoint.name) ?? 0) + 1);
      const answer = await ask(person.identity, asked);
      leaks.push(...found(person, endpoint, asked, answer));
      return answer;
    };
    if (person.seen && reads(endpoint))
      for (const asked of cases(person.seen, { model })) await asking(asked);
    for (const hidden of person.hidden) {
      const [before, mine, others] = [first, hidden, missing].map(target => cases(target, { model })) as [
        readonly Asked[],
        readonly Asked[],
        readonly Asked[],
      ];
      for (const [i, asked] of mine.entries()) {
        const other = others[i] as Asked;
        const names = JSON.stringify(asked) !== JSON.stringify(other);
        if (names) await asking(before[i] as Asked);
        const notYours = await asking(asked);
        if (!names) continue;
        const notThere = await asking(other);
        if (asked.isNew || !isCompared(person, endpoint)) continue;
        const differs = difference(notYours, notThere, { hidden, missing });
        if (differs) leaks.push(leak(person, endpoint, asked, differs));
      }
    }
  };
  // Whatever changes something comes after all that reads, and what takes files in comes last.
  const inTurn = [...endpoints].sort((a, b) => turnOf(a) - turnOf(b));
  for (const endpoint of inTurn)
    for (const person of people) if (!isEnough(leaks)) await trying(person, endpoint);
  const secrets = people.reduce((count, person) => count + person.names.length + person.secrets.length, 0);
  const requests = [...requestsTo.values()].reduce((sum, count) => sum + count, 0);
  const asked = Object.fromEntries(requestsTo);
  return { tried: { endpoints: endpoints.length, people: people.length, requests, secrets, asked }, leaks };
}

function reads({ right }: Endpoint): boolean {
  return right.endsWith('.read');
}

function turnOf(endpoint: Endpoint): number {
  if (reads(endpoint)) return 0;
  return endpoint.right === 'facts.import' ? 2 : 1;
}

/** Who runs walls asks about customers that there are; refusals of who may not are alike anyway. */
function isCompared({ identity }: Tried, { right }: Endpoint): boolean {
  return may(identity.rights, right) && !right.startsWith('walls.');
}

function found(person: Tried, endpoint: Endpoint, asked: Asked, { headers, body }: Answer): Leak[] {
  const told = `${JSON.stringify(headers)} ${body}`;
  const own = JSON.stringify(asked);
  const names =
    endpoint.right.startsWith('walls.') && may(person.identity.rights, endpoint.right) ? [] : person.names;
  // Whoever says a number hears it again in a refusal; that is no news to them.
  return [...names, ...person.secrets]
    .filter(secret => isToldIn(told, secret) && !own.includes(secret))
    .map(secret => leak(person, endpoint, asked, `tells ${secret}`));
}

/** As a whole: an amount within the digits of another one is none. */
function isToldIn(text: string, secret: string): boolean {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const around = `${text[at - 1] ?? ''}${text[at + secret.length] ?? ''}`;
    if (!/^\d/.test(secret) || !/\d/.test(around)) return true;
  }
  return false;
}

/** How two answers differ beyond the id that was asked for; undefined where they do not. */
function difference(
  notYours: Answer,
  notThere: Answer,
  { hidden, missing }: { hidden: Target; missing: Target },
): string | undefined {
  if (notYours.status !== notThere.status)
    return `is ${notYours.status}, and ${notThere.status} for what there is not`;
  const alike = (text: string, of: Target) =>
    Object.values(of).reduce(
      (told, id) => told.replaceAll(encodeURIComponent(id), '·').replaceAll(id, '·'),
      text,
    );
  if (alike(notYours.body, hidden) !== alike(notThere.body, missing))
    return `says ${notYours.body.slice(0, 200)}, and ${notThere.body.slice(0, 200)} for what there is not`;
  if (JSON.stringify(notYours.headers) !== JSON.stringify(notThere.headers)) return 'has other headers';
  if (notYours.queries.join('\n') !== notThere.queries.join('\n')) {
    const at = notYours.queries.findIndex((query, i) => query !== notThere.queries[i]);
    return `asks the stores otherwise: ${notYours.queries[at] ?? 'nothing'}, and ${notThere.queries[at] ?? 'nothing'}`;
  }
  return undefined;
}

function leak(person: Tried, endpoint: Endpoint, asked: Asked, what: string): Leak {
  const request = `${asked.method ?? 'GET'} ${asked.path}${asked.body ? ` ${JSON.stringify(asked.body).slice(0, 200)}` : ''}`;
  return { person: person.identity.person, surface: endpoint.name, request, what };
}
