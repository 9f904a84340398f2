import assert from 'node:assert/strict';
import { paymentBreakdown, type CalculationStep, type PaymentBreakdown } from '../breakdown.js';
import type { SettledSplit } from '../fund-payment/settled-split.js';
import { addFen, subtractFen, sumFen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { PaidByPool } from './basic-pool.js';
import { brokenIdentities, fundSum } from './bill-identities.js';
import type { CostParts } from './cost-parts.js';
import { LAYERS } from './layers.js';
import type { BillField, NationalFields } from './national-fields.js';
import type { PaidLayer } from './payer.js';
import { realisedRatio } from './realised-ratio.js';
import { afterStay, type YearToDate } from './year-to-date.js';

/** A bill of which every fen has its payer. */
export interface SettledBill {
  readonly caseId: string;
  /** As the national interface reports it. */
  readonly fields: NationalFields;
  /** Who paid what, in order, and what each left to the next. A layer that is not for the person is absent. */
  readonly layers: readonly PaidLayer[];
  /** One line for each payer; they add up to the total charges. */
  readonly breakdown: PaymentBreakdown;
  /** To hand to the person's next bill of the year. */
  readonly yearToDate: YearToDate;
  /** What all funds paid of the in-scope charges (政策范围内支付比例); undefined where there were none. */
  readonly inScopeRatio: Ratio | undefined;
  /** What all funds paid of all charges (实际支付比例); undefined where there were none. */
  readonly realRatio: Ratio | undefined;
}

/** Puts together what the payers did, and holds it to the identities of the national interface. */
export function settledBill(
  caseId: string,
  parts: CostParts,
  [pool, ...later]: readonly [PaidByPool, ...PaidLayer[]],
  year: YearToDate,
  steps: readonly CalculationStep[],
): SettledBill {
  const layers = [pool, ...later];
  const fields = nationalFields(parts, pool, layers);
  assert.deepEqual(brokenIdentities(fields), [], 'a settled bill keeps every identity');
  return {
    caseId,
    fields,
    layers,
    breakdown: paymentBreakdown(
      parts.total,
      layers.map(({ line }) => line),
      [...steps, ...layers.flatMap((layer) => layer.steps)],
    ),
    yearToDate: afterStay(year, layers),
    inScopeRatio: realisedRatio(fields.fund_pay_sumamt, parts.inScope),
    realRatio: realisedRatio(fields.fund_pay_sumamt, parts.total),
  };
}

function nationalFields(parts: CostParts, pool: PaidByPool, layers: readonly PaidLayer[]): NationalFields {
  const paid = (field: BillField) => sumFen(layers.filter(({ layer }) => LAYERS[layer].field === field).map((one) => one.paid));
  const payers = {
    hifp_pay: paid('hifp_pay'),
    cvlserv_pay: paid('cvlserv_pay'),
    hifes_pay: paid('hifes_pay'),
    hifmi_pay: paid('hifmi_pay'),
    hifob_pay: paid('hifob_pay'),
    maf_pay: paid('maf_pay'),
    oth_pay: paid('oth_pay'),
    acct_pay: paid('acct_pay'),
    psn_cash_pay: paid('psn_cash_pay'),
    hosp_part_amt: paid('hosp_part_amt'),
  };
  return {
    medfee_sumamt: parts.total,
    fulamt_ownpay_amt: parts.selfPaid,
    overlmt_selfpay: parts.overLimit,
    preselfpay_amt: parts.firstSelfPaid,
    inscp_scp_amt: parts.inScope,
    act_pay_dedc: pool.deductiblePaid,
    pool_prop_selfpay: pool.ratio,
    ...payers,
    fund_pay_sumamt: fundSum(payers),
    psn_part_amt: addFen(payers.acct_pay, payers.psn_cash_pay),
  };
}

/** What the fund's payment to the hospital takes from a settled bill: the parts of it that are not the pool's. */
export function splitOfBill({ caseId, fields }: SettledBill): SettledSplit {
  return {
    caseId,
    totalCharges: fields.medfee_sumamt,
    selfPaid: fields.fulamt_ownpay_amt,
    overLimit: fields.overlmt_selfpay,
    firstSelfPaid: fields.preselfpay_amt,
    deductible: fields.act_pay_dedc,
    policyRatio: fields.pool_prop_selfpay,
    patient: fields.psn_part_amt,
    otherFunds: subtractFen(fields.fund_pay_sumamt, fields.hifp_pay),
  };
}
