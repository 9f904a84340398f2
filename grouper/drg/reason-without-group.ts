import type { Reason } from '../reasons.js';
import type { CompiledDrgScheme } from './compile-scheme.js';
import type { GroupingKernel } from './grouping-kernel.js';

/**
 * Why a case ended in `0000`: the first of the reasons, in order of precedence, that applies.
 *
 * @param kernel As it stands after the case was decided.
 */
export function reasonWithoutGroup({ mdcs }: CompiledDrgScheme, kernel: GroupingKernel, isPrincipalKnown: boolean): Reason {
  if (!isPrincipalKnown) return { code: 'principal-diagnosis-unknown' };
  const codesWhere = (holds: (index: number) => boolean) =>
    mdcs.flatMap(({ code, asksForDiagnosis }, index) => (asksForDiagnosis && holds(index) ? [code] : []));
  const otherSex = codesWhere((index) => !kernel.mdcHolds(index) && kernel.mdcHoldsForOtherSex(index));
  if (otherSex.length > 0) return { code: 'sex-conflict', detail: otherSex.join('+') };
  const entered = codesWhere((index) => kernel.mdcHolds(index));
  if (entered.length > 0) return { code: 'no-adrg-matches', detail: entered.join('+') };
  return { code: 'no-mdc-matches' };
}
