import { fundOf, needed, type CaseFacts } from './case-facts.js';
import type { SettledBill } from './benefits/settled-bill.js';
import { evidenceNotices, RECORD_RETURNED, routeNotices } from './case-notices.js';
import { fundPart, type BillSplit } from './fund-payment/fund-part.js';
import type { FundPayment } from './fund-payment/fund-payment.js';
import { hospitalAccount, type HospitalAccount } from './fund-payment/hospital-account.js';
import type { SettledSplit } from './fund-payment/settled-split.js';
import { groupEvidence } from './group-evidence.js';
import type { GroupValues } from './group-values.js';
import type { Fen } from './money.js';
import { LinkedGroups, type LinkedGroup } from './linked-groups.js';
import type { Outcome } from './outcome.js';
import type { MethodResult } from './payment-method.js';
import { weakestEvidence, type Evidence, type Purpose } from './policy/citation.js';
import type { PaymentPolicy } from './policy/payment-policy.js';
import { PolicyCalendar } from './policy-on-day.js';
import { reviewedResult, type ReviewedPart, type ReviewedPrice } from './reviewed-price.js';
import { onLists } from './router/policy-lists.js';
import type { PassedRoute, RouteResult } from './router/router.js';
import { RETURN_RECORD } from './router/router-section.js';

/** A case as it is handed over for pricing. */
export interface CaseToPrice {
  readonly facts: CaseFacts;
  /** Absent for cases that no grouper sees. */
  readonly group?: GroupValues | undefined;
  /** Values of a group that a rule of the policy names, such as the western group that a TCM disease is linked to. */
  readonly linkedGroup?: LinkedGroup | undefined;
  /** What the settlement with the patient left; a part that is absent is not known, and none is guessed. */
  readonly split?: Omit<SettledSplit, 'caseId'> | undefined;
  /** Splits the patient's bill by the policy; only asked where the fund's payment needs the settlement and none of it was stated. */
  readonly settleBill?: (() => BillSplit) | undefined;
  /** What special-case review decided for the case. */
  readonly review?: ReviewedPrice | undefined;
}

/** Everything that is paid for a case, and why. */
export interface PricedCase {
  readonly caseId: string;
  readonly fund: string;
  /** Day whose policy holds: the discharge. `YYYY-MM-DD`. */
  readonly on: string;
  readonly purpose: Purpose;
  readonly route: RouteResult;
  /** Absent where the record goes back to the hospital. */
  readonly result?: MethodResult | undefined;
  /** What the stay is worth, where the method prices the stay. Unit: fen. */
  readonly paymentStandard?: Fen | undefined;
  /** What the fund pays the hospital; absent where the split does not state what its form needs. */
  readonly fundPayment?: FundPayment | undefined;
  /** The patient's bill, where the policy split it because no settlement was stated. */
  readonly bill?: SettledBill | undefined;
  /** Absent where what the others pay, or the charges, are not stated. */
  readonly hospital?: HospitalAccount | undefined;
  /** Where special-case review changed the price: the ordinary one. */
  readonly reviewed?: ReviewedPart | undefined;
  readonly notices: readonly Outcome[];
  /** The weakest grade of everything the result rests on. */
  readonly evidence: Evidence;
  readonly isDemonstration: boolean;
}

/**
 * Prices cases under one policy: route, method, the fund's payment, the hospital's result. It keeps what it read of the policy and nothing
 * of a case, so that neither order nor number of cases changes a result; and it reads no clock.
 */
export class CasePricer {
  readonly #calendar: PolicyCalendar;
  readonly #on: string | undefined;

  /** @param on Prices every case as if it had ended on this day, to try a policy on older cases. */
  constructor(policy: PaymentPolicy, purpose: Purpose, on?: string) {
    this.#calendar = new PolicyCalendar(policy, purpose);
    this.#on = on;
  }

  /** @throws PricingError when the case, its group or the policy lacks what a rule needs. */
  price({ facts: stated, group, split = {}, settleBill, linkedGroup, review }: CaseToPrice): PricedCase {
    const { policy, purpose } = this.#calendar;
    const { isDemonstration } = policy;
    const fund = fundOf(stated);
    const on = this.#on ?? needed(stated, 'dischargeDate');
    const inForce = this.#calendar.on(fund, on);
    const { facts, notices: ofLists } = onLists(stated, group, inForce.lists);
    const route = inForce.router.route(facts, group);
    const { caseId } = facts;
    if (route.to === RETURN_RECORD) {
      const evidence = inForce.sharedEvidence;
      const notices = [RECORD_RETURNED, ...ofLists, ...routeNotices(route.route), ...evidenceNotices(evidence, isDemonstration)];
      return { caseId, fund, on, purpose, route, notices, evidence, isDemonstration };
    }
    const { method, values, evidence: ofMethod } = inForce.method(route.to);
    const ofGroup = group === undefined ? 'official' : groupEvidence(group, purpose, isDemonstration);
    const linked = linkedGroup && new LinkedGroups(linkedGroup, purpose, isDemonstration);
    const ordinary = method.price(facts, group, values, { rounding: inForce.rounding, route, linkedGroup: linked?.named });
    const result = review === undefined ? ordinary : reviewedResult(ordinary, review);
    const whole = wholeSplit(facts, split);
    const paid = fundPart(result, whole, inForce, settleBill);
    const reviewed = review && {
      review,
      ordinary,
      ordinaryPayment: fundPart(ordinary, whole, inForce, settleBill).payment?.fund,
    };
    const ofLinked = linked?.evidence ?? 'official';
    const ofBill = paid.billed?.evidence ?? 'official';
    const isOneGrade = ofMethod === ofGroup && ofGroup === ofLinked && ofLinked === ofBill;
    const evidence = isOneGrade ? ofMethod : weakestEvidence([ofMethod, ofGroup, ofLinked, ofBill]);
    return {
      caseId,
      fund,
      on,
      purpose,
      route,
      result,
      paymentStandard: result.covers === 'stay' ? result.amount : undefined,
      fundPayment: paid.payment,
      bill: paid.billed?.bill,
      hospital: paid.payment && hospitalAccount(paid.payment.fund, paid.split, inForce.rounding.amount.value),
      reviewed,
      notices: [
        ...result.notices,
        ...ofLists,
        ...routeNotices(route.route),
        ...paid.notices,
        ...evidenceNotices(evidence, isDemonstration),
      ],
      evidence,
      isDemonstration,
    };
  }

  /** The routes that did not take a case, for whoever asks why it went no other way. @throws as `price` */
  routesPassed({ facts, group }: CaseToPrice): readonly PassedRoute[] {
    const { lists, router } = this.#calendar.on(fundOf(facts), this.#on ?? needed(facts, 'dischargeDate'));
    return router.passed(onLists(facts, group, lists).facts, group);
  }
}

/**
 * The split with the parts that the case itself states. Written out: objects put together of others take several times as long to read.
 */
function wholeSplit(facts: CaseFacts, split: NonNullable<CaseToPrice['split']>): SettledSplit {
  return {
    caseId: facts.caseId,
    totalCharges: split.totalCharges ?? facts.totalCharges,
    selfPaid: split.selfPaid ?? facts.selfPaid,
    overLimit: split.overLimit ?? facts.overLimit,
    firstSelfPaid: split.firstSelfPaid ?? facts.firstSelfPaid,
    deductible: split.deductible,
    policyRatio: split.policyRatio,
    patient: split.patient,
    otherFunds: split.otherFunds,
    deductions: split.deductions,
    hospitalFundShare: split.hospitalFundShare,
  };
}
