import type { PaymentPolicy } from '../../../pricing/index.js';
import { findRegister, type KeptRegister, type RegisterCache } from '../../reviews/index.js';
import type { Scope, Store, Unit } from '../../store/index.js';
import { HttpError } from '../errors.js';
import type { Call } from '../route.js';

/** Folder of the run of a settlement that is in one of some states. @throws HTTP_NOT_FOUND, SETTLEMENTS_WRONG_STATE */
export type RunOfSettlement = (scope: Scope, settlement: string, states: readonly ('settled' | 'published')[]) => Promise<string>;

/** What the routes of special cases work with. */
export interface SpecialCaseParts {
  readonly store: Pick<Store, 'unit'>;
  readonly cache: RegisterCache;
  /** The policy of a name that is in force on a day. @throws DOCUMENTS_UNKNOWN where the scope sees none */
  readonly policyOn: (scope: Scope, name: string, day: string) => Promise<PaymentPolicy>;
  readonly runOf: RunOfSettlement;
  /** `YYYY-MM-DD` */
  readonly today: () => string;
}

/** On whose behalf the policy of a register is found, whoever adds to it: a bureau's of its region. */
export const scopeOfRegister = ({ id, region }: KeptRegister): Scope => ({ role: 'bureau', region, institution: '', keyId: id });

/** The register that a request names. @throws HTTP_NOT_FOUND, also for one that the caller may not know of */
export async function namedRegister(unit: Pick<Unit, 'db'>, { params }: Pick<Call, 'params'>): Promise<KeptRegister> {
  const id = params['register']!;
  const kept = await findRegister(unit, id);
  if (kept === undefined) throw new HttpError('HTTP_NOT_FOUND', { what: `register ${id}` });
  return kept;
}
