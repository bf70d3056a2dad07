import { auditEndpoints } from '../../contract/audit.ts';
import type { Database } from '../database/open.ts';
import type { Bind } from '../routing.ts';
import { auditAnswer, auditEntry, verifyChain } from './audit.ts';

export function bindAudit(bind: Bind, stores: { readonly database: Database }): void {
  bind(auditEndpoints.audit, ({ scope, query }) => auditAnswer(stores, scope, query));
  bind(auditEndpoints.verifyAudit, ({ scope }) => verifyChain(stores, scope));
  bind(auditEndpoints.auditEntry, ({ scope, params }) => auditEntry(stores, scope, params.sequence));
}
