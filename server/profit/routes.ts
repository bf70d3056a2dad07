import { factEndpoints } from '../../contract/facts.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { type BookStores, bookAnswer } from '../facts/book.ts';
import type { Bind } from '../routing.ts';
import { customerLines } from './customer-lines.ts';
import { customerAnswer } from './customer-page.ts';
import { type ExampleStores, loadExample, removeExample } from './example.ts';
import { explainFigure } from './explain.ts';
import { modelAnswer, modelsAnswer, putModelToUse } from './models.ts';
import { portfolioAnswer, rankingAnswer, reconciliationOf } from './portfolio-answers.ts';
import type { ProfitStores } from './ranked.ts';
import { startingModelsAnswer } from './starting-models.ts';

export function bindProfit(bind: Bind, stores: ProfitStores & ExampleStores & BookStores): void {
  bind(profitEndpoints.portfolio, ({ scope, query }) => portfolioAnswer(stores, scope, query));
  bind(profitEndpoints.ranking, ({ scope, query }) => rankingAnswer(stores, scope, query));
  bind(profitEndpoints.customer, ({ scope, params, query }) =>
    customerAnswer(stores, scope, params.id, query),
  );
  bind(profitEndpoints.customerLines, ({ scope, params, query }) =>
    customerLines(stores, scope, params.id, query),
  );
  bind(profitEndpoints.explain, ({ scope, query }) => explainFigure(stores, scope, query));
  bind(profitEndpoints.reconciliation, ({ scope, query }) => reconciliationOf(stores, scope, query));
  bind(profitEndpoints.models, ({ scope }) => modelsAnswer(stores, scope));
  bind(profitEndpoints.startingModels, ({ scope }) => startingModelsAnswer(stores, scope));
  bind(profitEndpoints.model, ({ scope, params }) => modelAnswer(stores, scope, params.id));
  bind(profitEndpoints.useModel, ({ scope, body }) => putModelToUse(stores, scope, body));
  bind(factEndpoints.loadExample, async ({ scope }) => {
    await loadExample(stores, scope);
    return bookAnswer(stores, scope);
  });
  bind(factEndpoints.removeExample, async ({ scope }) => {
    await removeExample(stores, scope);
    return bookAnswer(stores, scope);
  });
}
