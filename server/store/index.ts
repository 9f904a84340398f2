export { ApiKeys, SHORTEST_KEY, type Caller, type KeyTerms, type ListedKey } from './api-keys.js';
export { AuditLog, type AuditEntry, type AuditHead, type AuditLine } from './audit-log.js';
export { copyField, copyLine, copyRows, type CopyValue } from './copy-text.js';
export { STORE_ERRORS, StoreError } from './errors.js';
export { findAnswer, keepAnswer, type KeptAnswer, type Wish } from './kept-answers.js';
export { openStore, type Store, type StoreOptions } from './open-store.js';
export { scopeOf, SYSTEM, type Scope } from './scope.js';
export { ROLES, type Role } from './tables.js';
export type { CopyTarget, Unit } from './unit.js';
