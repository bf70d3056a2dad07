import { hostname } from 'node:os';
import pg, { type ClientConfig } from 'pg';
import { Refusal } from '../errors.ts';

/** The right of one process to this book's data, held until it is released or the process dies. */
export interface Ownership {
  /** Resolves when PostgreSQL took the right away (it was restarted, or the connection broke): stop writing at once. */
  readonly lost: Promise<Refusal>;
  release(): Promise<void>;
}

// The two halves of the advisory lock's key: "CLIE" as a number, and the first of our locks.
const lockKey = [0x434c4945, 1] as const;
const releaseSecondsMax = { ofTheDead: 3, ofTheLiving: 1 } as const;

/**
 * Makes this process the one owner of the data behind `connection`, by a session-level advisory lock on a connection of
 * its own: when the process dies, however it dies, the kernel closes the connection and PostgreSQL gives the lock back.
 * Throws a Refusal that names the owner when another living process holds it.
 */
export async function claimOwnership(connection: ClientConfig): Promise<Ownership> {
  const client = new pg.Client({ ...connection, application_name: ownName(), keepAlive: true });
  client.on('error', () => {
    // Unheard, a broken connection would crash the process; `end` follows and tells the rest.
  });
  let released = false;
  const lost = new Promise<Refusal>(resolve => {
    client.once('end', () => {
      if (!released) resolve(lostRefusal);
    });
  });
  await client.connect();
  try {
    await lock(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    lost,
    release: async () => {
      released = true;
      await client.end();
    },
  };
}

/** The process that owns the data, seen through any connection to it: its pid and host, or undefined if there is none. */
export async function ownerOf(client: pg.ClientBase): Promise<Owner | undefined> {
  const { rows } = await client.query<{ name: string | null }>(
    `select s.application_name as name
       from pg_locks l join pg_database d on d.oid = l.database left join pg_stat_activity s on s.pid = l.pid
      where l.locktype = 'advisory' and l.granted and d.datname = current_database()
        and l.classid = $1::bigint::oid and l.objid = $2::bigint::oid and l.objsubid = 2`,
    [...lockKey],
  );
  if (rows.length === 0) return undefined;
  const [, pid, host] = /^clientele owner (\d+) (.*)$/.exec(rows[0]?.name ?? '') ?? [];
  return { pid: pid === undefined ? undefined : Number(pid), host };
}

export interface Owner {
  /** Undefined when the holder of the lock did not say. */
  readonly pid: number | undefined;
  readonly host: string | undefined;
}

/** False only when the owner surely is gone: its process ran on this host and is no longer there. */
export function isAlive(owner: Owner): boolean {
  if (owner.pid === undefined || owner.host !== hostName()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True when this process is the owner. */
export const isOurs = (owner: Owner): boolean => owner.pid === process.pid && owner.host === hostName();

async function lock(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [
    ...lockKey,
  ]);
  if (rows[0]?.locked) return;
  const owner = await ownerOf(client);
  // The owner died and PostgreSQL is about to notice, or it lives but was killed a moment ago, or is just done: wait in
  // the queue for the lock.
  const secondsMax = releaseSecondsMax[owner && isAlive(owner) ? 'ofTheLiving' : 'ofTheDead'];
  await client.query(`set lock_timeout = '${secondsMax}s'`);
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...lockKey]);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '55P03') throw error;
    throw ownedRefusal((await ownerOf(client)) ?? owner);
  }
  await client.query('reset lock_timeout');
}

function ownedRefusal(owner: Owner | undefined): Refusal {
  if (owner?.pid === undefined)
    return new Refusal(
      'data-owned',
      'Another process owns this data: stop it first, or set CLIENTELE_DATA to another folder.',
    );
  const place = owner.host === hostName() ? '' : ` on ${owner.host}`;
  return new Refusal(
    'data-owned',
    `Process ${owner.pid}${place} owns this data: work through it, stop it (clientele stop, or kill ${owner.pid}), or set CLIENTELE_DATA to another folder.`,
  );
}

const lostRefusal = new Refusal(
  'ownership-lost',
  'PostgreSQL closed the connection that made this process the owner of its data: start again.',
);

const ownName = (): string => `clientele owner ${process.pid} ${hostName()}`;

/** PostgreSQL keeps 63 bytes of an application's name, in ASCII. */
const hostName = (): string =>
  hostname()
    .replace(/[^\x21-\x7e]/g, '?')
    .slice(0, 36);
