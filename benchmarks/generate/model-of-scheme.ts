import type { LoadedScheme } from '../../server/schemes/load-scheme.js';
import type { CaseModel } from './case-model.js';
import { dipModel } from './dip-model.js';
import { drgModel } from './drg-model.js';

/** Makes the model of a scheme from its own tables. */
export function caseModel(scheme: LoadedScheme): CaseModel {
  return scheme.kind === 'drg' ? drgModel(scheme) : dipModel(scheme);
}
