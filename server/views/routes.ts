import { viewEndpoints } from '../../contract/views.ts';
import type { Database } from '../database/open.ts';
import type { Bind } from '../routing.ts';
import { dropView, saveView, viewsAnswer } from './views.ts';

export function bindViews(bind: Bind, stores: { readonly database: Database }): void {
  bind(viewEndpoints.views, ({ scope }) => viewsAnswer(stores, scope));
  bind(viewEndpoints.saveView, ({ scope, body }) => saveView(stores, scope, body));
  bind(viewEndpoints.removeView, ({ scope, params }) => dropView(stores, scope, params.id));
}
