export { askedSettlement, type AskedSettlement } from './asked.js';
export { SETTLEMENTS_ERRORS, SettlementsError } from './errors.js';
export { SETTLE_JOB, VERIFY_JOB } from './job-kinds.js';
export { OWN_TABLES, ownRows, ownSteps, STEPS } from './own-rows.js';
export { isAtRest, STATES, type Settlement } from './settlement.js';
export { Settlements, type SettlementList, type SettlementToStart } from './settlements.js';
export type { RunShelf, SettlingParts } from './settling-parts.js';
export type { InputSources } from './settlement-inputs.js';
export { workOnSettlements } from './work-on-settlements.js';
