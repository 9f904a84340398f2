import { printYuan } from '../../pricing/index.js';
import type { BilingualText, Language, SchemeManifest } from '../../reference-data/index.js';
import { differences, noteSentences } from './outcome-cells.js';
import type { PriceFound, VariedOutcome } from './varied-outcome.js';

/** Said of every such table: it is a tool for understanding groups, not for choosing codes. */
export const CODES_FOLLOW_RECORD: BilingualText = {
  zh: '本表只说明编码改变后的结果，不按金额排序；编码必须以病案记录为准。',
  en: 'This shows what follows from the codes and ranks nothing by money; codes must follow the medical record.',
};

/** Under what the variations were tried. */
export interface WhatIfUnder {
  readonly manifest: SchemeManifest;
  /** Absent without a policy. */
  readonly policyName?: string | undefined;
}

/** The outcomes for machines: amounts in yuan as text, since numbers of JSON would round large ones. */
export function whatIfRecord(
  outcomes: readonly VariedOutcome[],
  { manifest, policyName }: WhatIfUnder,
  language: Language,
): object {
  const [original] = outcomes as readonly [VariedOutcome, ...VariedOutcome[]];
  return {
    caseId: original.discharge.caseId,
    scheme: manifest.id,
    demonstration: manifest.demonstration === true,
    ...(policyName === undefined ? {} : { policy: policyName }),
    notice: CODES_FOLLOW_RECORD[language],
    outcomes: outcomes.map((outcome) => {
      const { principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures } = outcome.discharge;
      return {
        changes: outcome.variation,
        notes: noteSentences(outcome, language),
        codes: { principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures },
        result: outcome.result,
        ...outcome.published,
        ...(outcome.price === undefined ? {} : { price: priceOf(outcome.price, language) }),
        differs: differences(original, outcome),
      };
    }),
  };
}

function priceOf(price: PriceFound, language: Language): object {
  if ('missing' in price) return { missing: { code: price.missing.code, message: price.missing.text(language) } };
  const { result, route, paymentStandard, fundPayment, hospital, notices, evidence, isDemonstration } = price.priced;
  return {
    route: route.route.id,
    method: result?.method,
    outcome: result?.outcome.id,
    paymentStandard: paymentStandard === undefined ? undefined : printYuan(paymentStandard),
    fundPayment: fundPayment === undefined ? undefined : printYuan(fundPayment.fund),
    hospitalResult: hospital === undefined ? undefined : printYuan(hospital.result),
    notices: notices.map((notice) => ({ id: notice.id, text: notice[language] })),
    evidence,
    demonstration: isDemonstration,
  };
}
