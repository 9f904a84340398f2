import { RegisterCache } from '../../reviews/index.js';
import type { Route } from '../route.js';
import { applicationRoutes } from '../special-cases/applications.js';
import { bureauEntries } from '../special-cases/bureau-entries.js';
import { hospitalEntries } from '../special-cases/hospital-entries.js';
import type { SpecialCaseParts } from '../special-cases/parts.js';
import { registerRoutes } from '../special-cases/registers.js';

/** Special-case review: every step of it as an entry of the region's register, by the same rules and in the same lines as in a file. */
export function specialCaseRoutes(given: Omit<SpecialCaseParts, 'cache'>): readonly Route[] {
  const parts = { ...given, cache: new RegisterCache() };
  return [...registerRoutes(parts), ...applicationRoutes(parts), ...hospitalEntries(parts), ...bureauEntries(parts)];
}
