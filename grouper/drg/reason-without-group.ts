import { UNKNOWN_CODE } from '../codes/code-index.js';
import type { Discharge } from '../discharge.js';
import type { Reason } from '../reasons.js';
import { conditionsOf, type Rule } from '../rules/rule.js';
import type { CompiledDrgScheme } from './compile-scheme.js';
import type { GroupingKernel } from './grouping-kernel.js';

/** Why a case ended in `0000`: the first of the reasons, in order of precedence, that applies. */
export function reasonWithoutGroup(compiled: CompiledDrgScheme, kernel: GroupingKernel, discharge: Discharge): Reason {
  const { codes, scheme } = compiled;
  if (codes.diagnoses.lookUp(discharge.principalDiagnosis!) === UNKNOWN_CODE) return { code: 'principal-diagnosis-unknown' };
  // A gate that asks for no diagnosis, such as that of the pre-MDC, says nothing of where a case belongs.
  const gates = scheme.mdcs.map((mdc, index) => ({ mdc, index })).filter(({ mdc }) => asksForDiagnosis(mdc.rule));
  const codesWhere = (holds: (index: number) => boolean) =>
    gates.filter(({ index }) => holds(index)).map(({ mdc }) => mdc.row.code);
  const otherSex = codesWhere((index) => !kernel.mdcHolds(index) && kernel.mdcHoldsForOtherSex(index));
  if (otherSex.length > 0) return { code: 'sex-conflict', detail: otherSex.join('+') };
  const entered = codesWhere((index) => kernel.mdcHolds(index));
  if (entered.length > 0) return { code: 'no-adrg-matches', detail: entered.join('+') };
  return { code: 'no-mdc-matches' };
}

function asksForDiagnosis(rule: Rule): boolean {
  for (const condition of conditionsOf(rule)) {
    if (condition.kind !== 'membership' && condition.kind !== 'counting') continue;
    if (condition.fields.some((field) => field === 'ZYZD' || field === 'QTZD')) return true;
  }
  return false;
}
