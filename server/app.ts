import { type Context, Hono } from 'hono';
import type { Endpoint } from '../contract/endpoint.ts';
import { bindAudit } from './audit/routes.ts';
import { bindCustomers } from './customers/routes.ts';
import { diskFull, Refusal, refusalBody, statusOf } from './errors.ts';
import { bindChanges } from './facts/change-routes.ts';
import { bindMapping } from './facts/mapping-routes.ts';
import { bindFacts } from './facts/routes.ts';
import { bindWatched } from './facts/watched-routes.ts';
import { damaged } from './ledger/damage.ts';
import { bindMeasures } from './measures/routes.ts';
import { bindPasskeys, bindPeople, bindSignIn } from './people/routes.ts';
import { bindProfit } from './profit/routes.ts';
import { openApiDocument, referencePage } from './reference.ts';
import { type Binding, binder } from './routing.ts';
import { bindSettings, type SettingsStores } from './settings/routes.ts';
import { refuseStrangers } from './strangers.ts';
import { explainValue } from './value/explain-value.ts';
import { bindValue } from './value/routes.ts';
import { bindViews } from './views/routes.ts';
import { bindWalls } from './walls/routes.ts';
import { webFiles } from './web-files.ts';

export type AppStores = Parameters<typeof bindFacts>[1] &
  Parameters<typeof bindChanges>[1] &
  Parameters<typeof bindMapping>[1] &
  Parameters<typeof bindWatched>[1] &
  Parameters<typeof bindMeasures>[1] &
  Parameters<typeof bindProfit>[1] &
  Parameters<typeof bindValue>[1] &
  Parameters<typeof bindViews>[1] &
  Parameters<typeof bindWalls>[1] &
  Parameters<typeof bindAudit>[1] &
  Parameters<typeof bindSignIn>[1] &
  SettingsStores &
  Pick<Binding, 'identify' | 'sight' | 'trail' | 'askerAddress' | 'uploadIdleSeconds'>;

/** The HTTP face: the contract's endpoints below /api, their reference, and the pages. */
export function createApp(stores: AppStores): { app: Hono; endpoints: readonly Endpoint[] } {
  const app = new Hono();
  const api = new Hono();
  const bound: Endpoint[] = [];
  const { identify, sight, trail, askerAddress, uploadIdleSeconds } = stores;
  const bind = binder(api, { identify, sight, trail, bound, askerAddress, uploadIdleSeconds });
  bindFacts(bind, stores);
  bindChanges(bind, stores);
  bindMapping(bind, stores);
  bindWatched(bind, stores);
  bindCustomers(bind, stores);
  bindMeasures(bind, stores);
  bindProfit(bind, stores, { value: explainValue(stores) });
  bindValue(bind, stores);
  bindViews(bind, stores);
  bindWalls(bind, stores);
  bindAudit(bind, stores);
  bindPeople(bind, stores);
  bindSignIn(bind, stores);
  bindPasskeys(bind, stores);
  bindSettings(bind, stores);
  // What there is to be asked is told to who may ask.
  api.use('*', async (context, next) => {
    await identify(context);
    await next();
  });
  api.get('/openapi.json', context => context.json(openApiDocument(bound)));
  api.get('/', context => context.html(referencePage(bound)));
  api.all('*', () => {
    throw new Refusal('not-found', 'There is no such endpoint: see /api for those there are.');
  });

  app.use('*', refuseStrangers(stores.people.stated));
  app.route('/api', api);
  app.get('*', webFiles());
  api.onError(answerError);
  app.onError(answerError);
  return { app, endpoints: bound };
}

function answerError(error: Error, context: Context): Response {
  const refusal = error instanceof Refusal ? error : (diskFull(error) ?? damaged(error));
  if (refusal) {
    // The rest of the request will not be read: another could not follow it.
    if (refusal.code === 'upload-stalled') context.header('Connection', 'close');
    return context.json(refusalBody(refusal), statusOf(refusal));
  }
  console.error(error);
  const sentence = 'The program failed at this request; nothing was changed by it. The log says where.';
  return context.json({ code: 'fault', sentence }, 500);
}
