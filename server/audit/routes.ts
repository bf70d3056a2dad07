import { auditEndpoints } from '../../contract/audit.ts';
import type { Bind } from '../routing.ts';
import { type AuditStores, auditAnswer, auditEntry, verifyChain } from './audit.ts';

export function bindAudit(bind: Bind, stores: AuditStores): void {
  bind(auditEndpoints.audit, ({ scope, sees, query }) => auditAnswer(stores, scope, { ...query, sees }));
  bind(auditEndpoints.verifyAudit, ({ scope }) => verifyChain(stores, scope));
  bind(auditEndpoints.auditEntry, ({ scope, sees, params }) =>
    auditEntry(stores, scope, { ...params, sees }),
  );
}
