import { amountOperand } from '../breakdown.js';
import { inPolicy } from '../payment-method.js';
import { lesserFen, type Fen } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { offered } from './bill-facts.js';
import type { PatientBillValues } from './bill-section.js';
import { burdenOf, BURDEN_PARTS, wholeBurden, type Burden, type BurdenPart } from './burden.js';
import type { LayerId } from './layers.js';
import { payment, type BillContext, type PaidLayer } from './payer.js';
import { TERMS } from './terms.js';

const UP_TO_OFFER = { zh: '不超过可用金额和尚未支付的部分', en: 'no more than is offered, and than is still to be paid' };
const ALL_THAT_IS_LEFT = { zh: '尚未支付的部分', en: 'all that is still to be paid' };

/** Charity, commercial cover and others pay what they promised, as far as they cover what is left. */
export function otherPayers(burden: Burden, { otherCovers }: PatientBillValues, { facts }: BillContext): PaidLayer {
  const promised = offered(facts, 'otherPayments');
  return upTo('other-payers', burden, promised, inPolicy(otherCovers, 'patient-bill.otherCovers', facts));
}

/**
 * Those who pay last, in this order: the hospital what it bears itself, public money what is waived, the personal account, and cash.
 *
 * @returns Payments after which nothing is left. Account and cash are always among them.
 */
export function lastPayers(
  before: Burden,
  { waive, accountCovers }: PatientBillValues,
  context: BillContext,
): readonly PaidLayer[] {
  const { facts, waived } = context;
  const paid: PaidLayer[] = [];
  const left = (): Burden => paid.at(-1)?.left ?? before;
  if (offered(facts, 'hospitalPart') > 0n) paid.push(upTo('hospital', left(), offered(facts, 'hospitalPart')));
  if (waived.includes('patient-part')) paid.push(rest('waiver', left(), waive));
  const account = offered(facts, 'accountOffered');
  const covers = account > 0n ? inPolicy(accountCovers, 'patient-bill.accountCovers', facts) : accountCovers;
  paid.push(upTo('personal-account', left(), account, covers));
  paid.push(rest('cash', left()));
  return paid;
}

function upTo(layer: LayerId, burden: Burden, most: Fen, covers?: Sourced<readonly BurdenPart[]>): PaidLayer {
  const parts = covers?.value ?? BURDEN_PARTS;
  const counted = burdenOf(burden, parts);
  const offer = amountOperand(layer === 'other-payers' ? TERMS.promised : TERMS.offered, most);
  const operands = [amountOperand(TERMS.burden, counted), offer];
  const paid = lesserFen(most, counted);
  return payment(layer, burden, { counted, paid, parts, formula: UP_TO_OFFER, operands, citation: covers?.citation });
}

function rest(layer: LayerId, burden: Burden, rule?: Sourced<unknown>): PaidLayer {
  const paid = wholeBurden(burden);
  const operands = [amountOperand(TERMS.burden, paid)];
  const citation = rule?.citation;
  return payment(layer, burden, { counted: paid, paid, parts: BURDEN_PARTS, formula: ALL_THAT_IS_LEFT, operands, citation });
}
