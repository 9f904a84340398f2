export { ApiKeys, SHORTEST_KEY, type Caller, type KeyTerms, type ListedKey } from './api-keys.js';
export { AuditLog, type AuditEntry, type AuditHead, type AuditLine } from './audit-log.js';
export { STORE_ERRORS, StoreError } from './errors.js';
export { findAnswer, keepAnswer, type KeptAnswer, type Wish } from './kept-answers.js';
export { scopeOf, SYSTEM, type Scope, type Unit } from './unit.js';
export { openStore, type Store, type StoreOptions } from './open-store.js';
export type { Presence, PresenceTerms } from './presence.js';
export { isUnreachable } from './is-unreachable.js';
export { ROLES, type JobTakingRow, type Role, type SettlementRow, type Tables } from './tables.js';
