export { ApiKeys, SHORTEST_KEY, type Caller, type KeyTerms, type ListedKey } from './api-keys.js';
export { AuditLog, type AuditEntry, type AuditHead, type AuditLine } from './audit-log.js';
export { copyField, copyLine, copyRows, type CopyValue } from './copy-text.js';
export { BATCH_STATES, type BatchRow, type BatchState } from './batch-tables.js';
export { STORE_ERRORS, StoreError } from './errors.js';
export { findAnswer, keepAnswer, type KeptAnswer, type Wish } from './kept-answers.js';
export { openStore, type Store, type StoreOptions } from './open-store.js';
export { grantApp } from './guard-table.js';
export type { Presence, PresenceTerms } from './presence.js';
export { isUnreachable } from './is-unreachable.js';
export { asService, scopeOf, SYSTEM, type Scope } from './scope.js';
export {
  ROLES,
  type DerivationRow,
  type JobTakingRow,
  type ReviewRegisterRow,
  type Role,
  type SettlementRow,
  type Tables,
} from './tables.js';
export { Shelf } from './shelf.js';
export type { CopyTarget, Unit } from './unit.js';
