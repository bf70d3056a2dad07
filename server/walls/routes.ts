import { wallEndpoints } from '../../contract/walls.ts';
import type { Bind } from '../routing.ts';
import { myWalls } from './my-walls.ts';
import * as changes from './wall-changes.ts';
import { approvedCrossing, glassBroken, glassMended, withdrawnCrossing } from './wall-exceptions.ts';
import { type WallStores, wallCustomers, wallPeople, wallsOverview, whoSees } from './walls.ts';

export function bindWalls(bind: Bind, stores: WallStores): void {
  bind(wallEndpoints.walls, ({ scope }) => wallsOverview(stores, scope));
  bind(wallEndpoints.wallPeople, ({ scope }) => wallPeople(stores, scope));
  bind(wallEndpoints.wallCustomers, ({ scope, query }) => wallCustomers(stores, scope, query));
  bind(wallEndpoints.previewRivals, ({ scope, body }) => changes.rivalsPreview(stores, scope, body));
  bind(wallEndpoints.declareRivals, ({ scope, body }) => changes.declaredRivals(stores, scope, body));
  bind(wallEndpoints.leaveClass, ({ scope, params, body }) =>
    changes.leftClass(stores, scope, { ...params, ...body }),
  );
  bind(wallEndpoints.wallCustomer, ({ scope, body }) => changes.walledFor(stores, scope, body));
  bind(wallEndpoints.nameByCode, ({ scope, body }) => changes.namedByCode(stores, scope, body));
  bind(wallEndpoints.letIn, ({ scope, body }) => changes.letThrough(stores, scope, body));
  bind(wallEndpoints.withdraw, ({ scope, params }) => changes.withdrawn(stores, scope, params.id));
  bind(wallEndpoints.setHandling, ({ scope, body }) => changes.setRules(stores, scope, body));
  bind(wallEndpoints.setTraining, ({ scope, body }) => changes.trained(stores, scope, body));
  bind(wallEndpoints.approveCrossing, ({ scope, body }) => approvedCrossing(stores, scope, body));
  bind(wallEndpoints.withdrawCrossing, ({ scope, params }) => withdrawnCrossing(stores, scope, params.id));
  bind(wallEndpoints.breakGlass, ({ scope, body }) => glassBroken(stores, scope, body));
  bind(wallEndpoints.endBreakGlass, ({ scope, params }) => glassMended(stores, scope, params.id));
  bind(wallEndpoints.whoCanSee, ({ scope, params }) => whoSees(stores, scope, params.id));
  bind(wallEndpoints.myWalls, ({ scope }) => myWalls(stores, scope));
  bind(wallEndpoints.attest, ({ scope, body }) => changes.signed(stores, scope, body));
}
