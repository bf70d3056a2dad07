import { auditEndpoints } from '../../contract/audit.ts';
import type { Bind } from '../routing.ts';
import { type AuditStores, auditAnswer, auditEntry, verifyChain } from './audit.ts';

export function bindAudit(bind: Bind, stores: AuditStores): void {
  bind(auditEndpoints.audit, ({ scope, rights, query }) => auditAnswer(stores, scope, { ...query, rights }));
  bind(auditEndpoints.verifyAudit, ({ scope }) => verifyChain(stores, scope));
  bind(auditEndpoints.auditEntry, ({ scope, rights, params }) =>
    auditEntry(stores, scope, { ...params, rights }),
  );
}
