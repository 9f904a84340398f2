import type { AuditEntry } from '../store/index.js';
import type { Call } from './route.js';

/** The line of the audit log for something that a caller did. */
export function auditEntry(
  { caller, request, address }: Pick<Call, 'caller' | 'request' | 'address'>,
  action: string,
  object: string,
  { purpose = '', rows = 1 }: Partial<Pick<AuditEntry, 'purpose' | 'rows'>>,
): AuditEntry {
  const { keyId, role, institution } = caller;
  return {
    at: new Date().toISOString(),
    keyId,
    role,
    institution,
    action,
    object,
    purpose,
    rows,
    address,
    request,
    result: 'done',
  };
}
