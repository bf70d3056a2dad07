import type { Endpoint } from '../contract/endpoint.ts';
import { type AppStores, createApp } from './app.ts';
import { askerAddress } from './asker.ts';
import { openTrail } from './audit/trail.ts';
import { openRegister } from './customers/register.ts';
import { Refusal, refusalBody } from './errors.ts';
import type { BookStores } from './facts/book.ts';
import { openFileThread } from './facts/file-thread.ts';
import { type Intake, openIntake } from './facts/intake.ts';
import { openWatchedFolders, type WatchedFolders } from './facts/watched-folders.ts';
import { spanOfFacts } from './measures/drivers.ts';
import { openFieldSums } from './measures/field-sums.ts';
import { openMeasures } from './measures/measures.ts';
import { type Identity, localIdentity } from './people/identity.ts';
import { openPeople, type People } from './people/open-people.ts';
import { type Costing, openCosting } from './profit/costing.ts';
import { exampleGivesWay } from './profit/example.ts';
import { readAheadDone, stopReadingAhead } from './profit/reading-ahead.ts';
import { openRehearsal } from './profit/rehearsal.ts';
import { disclosureRule } from './settings/disclosure-rule.ts';
import { OWN_SCOPE, openStores, type Stores } from './stores.ts';
import { UPLOAD_IDLE_SECONDS } from './upload.ts';
import { openForecasts } from './value/forecasts.ts';
import { openWalls, type Walls } from './walls/sight.ts';

interface Answering {
  fetch(request: Request, connection?: object): Response | Promise<Response>;
}

/** The whole product in one process: both stores, what derives from them, and the app that answers. */
export interface House {
  readonly app: Answering;
  /** The same to whoever comes over the network: people who signed in, and nobody else. */
  readonly outside: Answering;
  /** Everything that can be asked of either. */
  readonly endpoints: readonly Endpoint[];
  /** The same to somebody in particular, without a sign-in: for those who try what walls keep from whom. */
  as(identity: Identity): Answering;
  readonly people: People;
  readonly walls: Walls;
  readonly stores: Stores;
  readonly intake: Intake;
  readonly watched: WatchedFolders;
  /**
   * Goes on with the imports that a stop left waiting, once figures hold for what is kept, and looks into watched folders.
   * A server does; a command does not.
   */
  goOn(): Promise<void>;
  /** Resolves once nothing is made in the background of what was asked. */
  atRest(): Promise<void>;
  /**
   * Lets what was asked come to its end and refuses the rest, then closes the stores. An import that is being read may end
   * within seconds; otherwise it goes on at the next start, like those that wait.
   */
  close(): Promise<void>;
}

/**
 * Opens the stores of the data folder and puts the product together; refused while another process owns them.
 * @param stop how a listening program is stopped from outside
 */
export async function openHouse(
  env: Readonly<Record<string, string | undefined>>,
  stop?: () => void,
): Promise<House> {
  const disclosure = disclosureRule(env);
  const stores = await openStores(env);
  try {
    const { database } = stores;
    const thread = openFileThread();
    const derived = openDerived(stores);
    const { measures, costing, fieldSums } = derived;
    const { intake, giveWay, watched } = await openFileDoors(stores, costing);
    const walls = openWalls(database);
    const forecasts = openForecasts();
    const people = openPeople({ database, app: stores.postgres.app, env }, OWN_SCOPE);
    const parts: Omit<AppStores, 'identify'> = {
      ...stores,
      intake,
      thread,
      ...derived,
      register: openRegister(database),
      recent: new Map(),
      disclosure,
      forecasts,
      span: async scope => {
        await measures.settled();
        return spanOfFacts(stores, scope);
      },
      giveWay,
      watched,
      stop,
      people,
      walls,
      sight: walls.sight,
      trail: openTrail({ database, walls }),
      askerAddress: askerAddress(env),
      uploadIdleSeconds: Number(env.CLIENTELE_UPLOAD_IDLE_SECONDS) || UPLOAD_IDLE_SECONDS,
    };
    const { inside, ...doors } = openDoors(parts);
    const close = async () => {
      await Promise.all([inside.close(), doors.outside.close()]);
      await people.close();
      await watched.close();
      await intake.close();
      await forecasts.close();
      await Promise.all([fieldSums.close(), stopReadingAhead(stores.ledger)]);
      await thread.close();
      await stores.close();
    };
    // Else whoever asks for figures would wait for an import of which they know nothing.
    const goOn = async () => {
      await costing.settled().catch(() => undefined);
      intake.goOn();
      watched.start();
    };
    return {
      app: inside,
      ...doors,
      people,
      walls,
      stores,
      intake,
      watched,
      goOn,
      atRest: async () => {
        await Promise.all([fieldSums.idle(), readAheadDone(stores.ledger)]);
      },
      close,
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** How files come in. */
async function openFileDoors(stores: Stores, costing: Costing) {
  const { database } = stores;
  const rehearsal = openRehearsal(costing);
  const intake = await openIntake({ ...stores, rehearsal }, OWN_SCOPE, say);
  const giveWay = (...asked: Parameters<BookStores['giveWay']>) =>
    exampleGivesWay({ database, intake }, ...asked);
  return { intake, giveWay, watched: openWatchedFolders({ ...stores, intake, giveWay }, OWN_SCOPE) };
}

/** What is worked out from the facts and kept. */
function openDerived(stores: Stores) {
  const measures = openMeasures(stores, OWN_SCOPE);
  const costing = openCosting(stores, measures, OWN_SCOPE);
  return { measures, costing, fieldSums: openFieldSums(stores.ledger, OWN_SCOPE) };
}

/** A start that takes long says why, to who started it and not among the answers. */
const say = (sentence: string) => console.error(sentence);

/** The same app for whoever can reach the data folder, for people who sign in, and for somebody in particular. */
function openDoors(parts: Omit<AppStores, 'identify'>) {
  const appFor = (identify: AppStores['identify']) => createApp({ ...parts, identify });
  const { app, endpoints } = appFor(async context =>
    localIdentity(context.req.header('X-Clientele-Surface') === 'command line' ? 'command line' : 'web'),
  );
  const signedIn = appFor((context, isAgain) =>
    parts.people.identify(context.req.raw.headers, cookie => {
      if (!isAgain) context.header('Set-Cookie', cookie, { append: true });
    }),
  );
  const as = (identity: Identity) => appFor(async () => identity).app;
  return { inside: openDoor(app), outside: openDoor(signedIn.app), endpoints, as };
}

/** Once closed it refuses what is asked, and waits for what was: stores do not close under a request. */
function openDoor(app: Answering): Answering & { close(): Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  return {
    fetch: async (request, connection) => {
      if (closed) {
        const refusal = new Refusal('stopping', 'Clientele is being stopped: start it and ask again.');
        return Response.json(refusalBody(refusal), { status: 503 });
      }
      const answering = Promise.resolve(app.fetch(request, connection));
      underWay.add(answering);
      return await answering.finally(() => underWay.delete(answering));
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}
