import { printYuan } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { differences, noteSentences } from '../what-if/outcome-cells.js';
import type { PriceFound, VariedOutcome } from '../what-if/varied-outcome.js';
import { CODES_FOLLOW_RECORD, type WhatIfHead } from './print-what-if.js';

/** The outcomes for machines: amounts in yuan as text, since numbers of JSON would round large ones. */
export function whatIfJson(outcomes: readonly VariedOutcome[], { manifest, policyName }: WhatIfHead, language: Language): object {
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
        ...(outcome.price === undefined ? {} : { price: priceJson(outcome.price, language) }),
        differs: differences(original, outcome),
      };
    }),
  };
}

function priceJson(price: PriceFound, language: Language): object {
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
