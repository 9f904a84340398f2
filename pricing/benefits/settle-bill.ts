import assert from 'node:assert/strict';
import { PricingError } from '../errors.js';
import type { RoundingRules } from '../rounding-section.js';
import { basicPool } from './basic-pool.js';
import type { BenefitValues } from './benefit-values.js';
import { offered, yearBefore, type BillFacts } from './bill-facts.js';
import type { Burden } from './burden.js';
import { costParts } from './parts-of-bill.js';
import { lastPayers, otherPayers } from './last-payers.js';
import { MEMBERS_ONLY, type OrderedLayer } from './layers.js';
import { medicalAssistance } from './medical-assistance.js';
import type { BillContext, PaidLayer } from './payer.js';
import { settledBill, type SettledBill } from './settled-bill.js';
import { supplement } from './supplement.js';
import { waivedFor, waivedParts, waiverSteps } from './waiver.js';
import { checkYear } from './year-to-date.js';

/**
 * Settles all layers of a patient's bill at once (一站式结算): basic pool, then the payers in the order of the policy, then the hospital's
 * own part, what is waived, personal account and cash.
 *
 * Who bears the odd fen: each fund rounds its own payment once, by the rule of the policy, and takes no more than is left; the patient is
 * never rounded but has what is left, so that total charges = funds + person + hospital holds to the fen. Where no bill was settled,
 * `patientPartOfCharges` estimates the patient's part and rounds that; with the pool's share on half a fen the two may differ by one.
 *
 * @param values Of the fund of the case on the day of discharge: `benefitValues`.
 * @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID, PRICING_NOT_A_SHARE, PRICING_BILL_DOES_NOT_ADD_UP, PRICING_LINES_DISAGREE for what
 *   the bill states; PRICING_NO_ROW, PRICING_NO_RULE for what the policy lacks.
 */
export function settleBill(facts: BillFacts, values: BenefitValues, { amount }: RoundingRules): SettledBill {
  const { bill } = values;
  const year = yearBefore(facts);
  checkYear(facts.caseId, year);
  const waived = waivedFor(facts, bill.waive);
  const context: BillContext = { facts, year, rounding: amount.value, waived };
  const stated = costParts(facts, context.rounding);
  const parts = waivedParts(stated, waived);
  const pool = basicPool(parts, values.basicPool, context);
  const later: PaidLayer[] = [];
  const left = (): Burden => (later.at(-1) ?? pool).left;
  for (const layer of orderFor(values, context)) later.push(...payLayer(layer, left(), values, context));
  later.push(...lastPayers(left(), bill, context));
  return settledBill(facts.caseId, parts, [pool, ...later], year, waiverSteps(stated, parts, bill.waive?.citation));
}

/** The payers of the policy that are for this person. @throws PRICING_NO_RULE when somebody promised money and the order has no place for it. */
function orderFor({ bill: { order } }: BenefitValues, { facts }: BillContext): readonly OrderedLayer[] {
  if (offered(facts, 'otherPayments') > 0n && !order.value.includes('other-payers'))
    throw new PricingError('PRICING_NO_RULE', { parameter: 'patient-bill.order: other-payers', case: facts.caseId });
  return order.value.filter((layer) => !MEMBERS_ONLY.includes(layer) || facts.memberships?.includes(layer) === true);
}

function payLayer(layer: OrderedLayer, burden: Burden, values: BenefitValues, context: BillContext): readonly PaidLayer[] {
  if (layer === 'other-payers') return [otherPayers(burden, values.bill, context)];
  if (layer === 'medical-assistance') {
    assert(values.assistance !== undefined, 'the values of every layer of the order are read with it');
    return medicalAssistance(burden, values.assistance, context);
  }
  const rules = values.supplements[layer];
  assert(rules !== undefined, 'the values of every layer of the order are read with it');
  return [supplement(layer, burden, rules, context)];
}
