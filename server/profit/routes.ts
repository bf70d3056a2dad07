import { bridgeEndpoints } from '../../contract/bridge.ts';
import { capacityEndpoints } from '../../contract/capacity.ts';
import { companyEndpoints } from '../../contract/company.ts';
import { decisionEndpoints } from '../../contract/decisions.ts';
import { expediteEndpoints } from '../../contract/expedites.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { groupEndpoints } from '../../contract/groups.ts';
import { modelEndpoints } from '../../contract/models.ts';
import { productCellEndpoints } from '../../contract/product-cells.ts';
import { profitEndpoints } from '../../contract/profit.ts';
import { scenarioEndpoints } from '../../contract/scenarios.ts';
import { type BookStores, bookAnswer } from '../facts/book.ts';
import type { Bind } from '../routing.ts';
import { bridgeAnswer } from './bridge.ts';
import { capacityAnswer } from './capacity.ts';
import { companyYear } from './company.ts';
import { customerLines } from './customer-lines.ts';
import { customerAnswer } from './customer-page.ts';
import { customerDecisions, decide, decisionsAnswer } from './decisions.ts';
import { type ExampleStores, loadExample, removeExample } from './example.ts';
import { expeditesAnswer } from './expedites.ts';
import { explainFigure } from './explain.ts';
import type { ExplainsBeyond } from './explaining.ts';
import { fieldsOf } from './field-columns.ts';
import { groupsAnswer } from './groups.ts';
import { lossCellsAnswer, productCellAnswer } from './loss-cells.ts';
import { measurementsAnswer } from './measurements.ts';
import { previewModel } from './model-preview.ts';
import {
  compareModels,
  modelAnswer,
  modelsAnswer,
  putModelToUse,
  returnToTimeline,
  timelineAnswer,
} from './models.ts';
import { portfolioAnswer, rankingAnswer, reconciliationOf } from './portfolio-answers.ts';
import { productMapAnswer } from './product-map.ts';
import type { ProfitStores } from './ranked.ts';
import { rankingFile } from './ranking-file.ts';
import { recostingAnswer } from './recosting-answer.ts';
import {
  dropScenario,
  runScenarioAnswer,
  saveScenario,
  scenarioBasisAnswer,
  scenariosAnswer,
} from './scenarios.ts';
import { selectionAnswer } from './selection.ts';
import { startingModelsAnswer } from './starting-models.ts';

/** @param explainsBeyond who explains the figures of later capabilities, by the first part of their addresses */
export function bindProfit(
  bind: Bind,
  stores: ProfitStores & ExampleStores & BookStores,
  explainsBeyond: Readonly<Record<string, ExplainsBeyond>>,
): void {
  bind(profitEndpoints.portfolio, ({ scope, query }) => portfolioAnswer(stores, scope, query));
  bind(profitEndpoints.ranking, ({ scope, query }) => rankingAnswer(stores, scope, query));
  bind(profitEndpoints.rankingFile, ({ scope, query }) => rankingFile(stores, scope, query));
  bind(groupEndpoints.fields, ({ scope }) => fieldsOf(stores, scope));
  bind(groupEndpoints.groups, ({ scope, query }) => groupsAnswer(stores, scope, query));
  bind(groupEndpoints.selection, ({ scope, query }) => selectionAnswer(stores, scope, query));
  bind(profitEndpoints.customer, ({ scope, params, query }) =>
    customerAnswer(stores, scope, params.id, query),
  );
  bind(profitEndpoints.customerLines, ({ scope, params, query }) =>
    customerLines(stores, scope, params.id, query),
  );
  bind(profitEndpoints.explain, ({ scope, query }) => explainFigure(stores, scope, query, explainsBeyond));
  bind(bridgeEndpoints.bridge, ({ scope, query }) => bridgeAnswer(stores, scope, query));
  bind(expediteEndpoints.expedites, ({ scope, query }) => expeditesAnswer(stores, scope, query));
  bind(productCellEndpoints.productMap, ({ scope, query }) => productMapAnswer(stores, scope, query));
  bind(productCellEndpoints.lossCells, ({ scope, query }) => lossCellsAnswer(stores, scope, query));
  bind(productCellEndpoints.productCell, ({ scope, query }) => productCellAnswer(stores, scope, query));
  bind(decisionEndpoints.decisions, ({ scope, query }) => decisionsAnswer(stores, scope, query));
  bind(decisionEndpoints.customerDecisions, ({ scope, params, query }) =>
    customerDecisions(stores, scope, params.id, query),
  );
  bind(decisionEndpoints.decide, ({ scope, params, query, body }) =>
    decide(stores, scope, params.id, { ...query, decision: body }),
  );
  bind(profitEndpoints.reconciliation, ({ scope, query }) => reconciliationOf(stores, scope, query));
  bind(modelEndpoints.measurements, ({ scope, query }) => measurementsAnswer(stores, scope, query));
  bind(modelEndpoints.models, ({ scope }) => modelsAnswer(stores, scope));
  bind(modelEndpoints.startingModels, ({ scope }) => startingModelsAnswer(stores, scope));
  bind(modelEndpoints.model, ({ scope, params }) => modelAnswer(stores, scope, params.id));
  bind(modelEndpoints.compareModels, ({ scope, params, query }) =>
    compareModels(stores, scope, { id: params.id, other: query.with }),
  );
  bind(modelEndpoints.useModel, ({ scope, body, query }) => putModelToUse(stores, scope, body, query));
  bind(modelEndpoints.timeline, ({ scope }) => timelineAnswer(stores, scope));
  bind(modelEndpoints.returnToTimeline, ({ scope, params, query }) =>
    returnToTimeline(stores, scope, { id: params.id, ...query }),
  );
  bind(modelEndpoints.previewModel, ({ scope, body, query }) => previewModel(stores, scope, body, query));
  bind(modelEndpoints.recosting, ({ scope, body, query }) => recostingAnswer(stores, scope, body, query));
  bind(companyEndpoints.companyYear, ({ scope, query }) => companyYear(stores, scope, query));
  bind(capacityEndpoints.capacity, ({ scope, query }) => capacityAnswer(stores, scope, query));
  bind(scenarioEndpoints.scenarios, ({ scope }) => scenariosAnswer(stores, scope));
  bind(scenarioEndpoints.saveScenario, ({ scope, body }) => saveScenario(stores, scope, body));
  bind(scenarioEndpoints.removeScenario, ({ scope, params }) => dropScenario(stores, scope, params.id));
  bind(scenarioEndpoints.runScenario, ({ scope, body, query }) =>
    runScenarioAnswer(stores, scope, body, query),
  );
  bind(scenarioEndpoints.scenarioBasis, ({ scope, query }) => scenarioBasisAnswer(stores, scope, query));
  bind(factEndpoints.loadExample, async ({ scope }) => {
    await loadExample(stores, scope);
    return bookAnswer(stores, scope);
  });
  bind(factEndpoints.removeExample, async ({ scope }) => {
    await removeExample(stores, scope);
    return bookAnswer(stores, scope);
  });
}
