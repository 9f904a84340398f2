export {
  askedDirectory,
  askedIndicators,
  askedLeads,
  type Asked,
  type AskedDirectory,
  type AskedIndicators,
  type AskedLeads,
  type DerivedKind,
} from './asked.js';
export {
  DERIVATION_STATES,
  DERIVE_JOB,
  findDerivation,
  listDerivations,
  startDerivation,
  type Derivation,
} from './derivation.js';
export { workOnDerivations, type DerivingParts } from './derive-job.js';
export type { DerivingSources } from './lay-out-work.js';
