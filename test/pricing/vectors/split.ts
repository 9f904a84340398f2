import { BASIC_POOL } from '../../../pricing/benefits/basic-pool-section.js';
import type { BillFacts } from '../../../pricing/benefits/bill-facts.js';
import { BILL_IDENTITIES, costSum, payerSum } from '../../../pricing/benefits/bill-identities.js';
import { inScopeLeft, type Burden } from '../../../pricing/benefits/burden.js';
import { splitLine } from '../../../pricing/benefits/split-line.js';
import { deductibleOf } from '../../../pricing/benefits/deductible.js';
import { medicalAssistance } from '../../../pricing/benefits/medical-assistance.js';
import { BILL_FIELDS, type BillField } from '../../../pricing/benefits/national-fields.js';
import type { PaidLayer } from '../../../pricing/benefits/payer.js';
import { poolPayment } from '../../../pricing/benefits/pool-payment.js';
import { realisedRatio } from '../../../pricing/benefits/realised-ratio.js';
import { settleBill } from '../../../pricing/benefits/settle-bill.js';
import { supplement } from '../../../pricing/benefits/supplement.js';
import { MAJOR_ILLNESS } from '../../../pricing/benefits/supplement-section.js';
import { withinYearCap } from '../../../pricing/benefits/year-cap.js';
import { FIRST_STAY } from '../../../pricing/benefits/year-to-date.js';
import { NO_MONEY, parseYuan, printYuan, type Fen } from '../../../pricing/money.js';
import { HALF_UP_TO_FEN, printRounded, roundToFen } from '../../../pricing/rounding.js';
import { assistanceOf, benefitsOf } from '../benefits-of.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

const amount = (inputs: Inputs, name: string): Fen => parseYuan(inputs[name]!);
const yes = (holds: boolean): string => (holds ? 'yes' : 'no');

export const split: Adapter = (inputs) => {
  const has = (name: string): boolean => name in inputs;
  if (has('payers')) return payers(inputs);
  if (has('medfee_sumamt')) return costs(inputs);
  if (has('pric')) return line(inputs);
  if (has('majorRatio')) return wholeBill(inputs);
  if (has('tiers')) return majorIllness(inputs);
  if (has('stayCost')) return deductible(inputs);
  if (has('poolComputed')) {
    const { paid, cut } = withinYearCap(amount(inputs, 'poolComputed'), amount(inputs, 'yearCap'), amount(inputs, 'paidBefore'));
    return { pool: printYuan(paid), movedToBurden: printYuan(cut) };
  }
  return has('base') ? assistance(inputs) : pool(inputs);
};

/** All fields of a bill; the example leaves out those that are nothing. */
const fieldsOf = (inputs: Inputs): Record<BillField, Fen> =>
  Object.fromEntries(Object.keys(BILL_FIELDS).map((name) => [name, parseYuan(inputs[name] ?? '0.00')])) as Record<BillField, Fen>;

const holds = (id: string, fields: Record<BillField, Fen>): boolean =>
  BILL_IDENTITIES.find((identity) => identity.id === id)!.holds(fields);

function costs(inputs: Inputs) {
  const fields = fieldsOf(inputs);
  return { medfee_sumamt: printYuan(costSum(fields)), holds: yes(holds('cost-identity', fields)) };
}

function payers(inputs: Inputs) {
  const fields = fieldsOf({ ...inputs, ...(inputs['payers'] as unknown as Inputs) });
  return { sum: printYuan(payerSum(fields)), equalsTotal: yes(holds('payer-identity', fields)) };
}

function line(inputs: Inputs) {
  const item = {
    price: numberOf(inputs, 'pric'),
    count: numberOf(inputs, 'cnt'),
    ceiling: numberOf(inputs, 'pric_uplmt_amt'),
    firstPayShare: numberOf(inputs, 'selfpay_prop'),
  };
  const { total, overLimit, firstSelfPaid, inScope } = splitLine('T1', item, HALF_UP_TO_FEN);
  return {
    amount: printYuan(total),
    overlmt_amt: printYuan(overLimit),
    preselfpay_amt: printYuan(firstSelfPaid),
    inscp_amt: printYuan(inScope),
  };
}

function pool(inputs: Inputs) {
  const { inScope, total } = inputs;
  const of = { inScope: parseYuan(inScope!), deductible: amount(inputs, 'deductible'), ratio: numberOf(inputs, 'ratio') };
  const found = poolPayment(of, HALF_UP_TO_FEN);
  const percent = (charges: string): string => {
    const { numerator, denominator } = realisedRatio(found.pool, parseYuan(charges))!;
    return printRounded({ numerator: numerator * 100n, denominator }, HALF_UP_TO_FEN);
  };
  return {
    deductiblePaid: printYuan(found.deductiblePaid),
    pool: printYuan(found.pool),
    leftInScope: printYuan(found.leftInScope),
    ...(total === undefined ? {} : { inScopeRatioPct: percent(inScope!), realRatioPct: percent(total) }),
  };
}

function deductible(inputs: Inputs) {
  const { share, min, max } = inputs;
  const values = valuesOf(BASIC_POOL, { deductibles: [{ share, least: min, most: max }], ratios: [{ ratio: '1' }] });
  const [row] = values.deductibles.value;
  return { deductible: printYuan(roundToFen(deductibleOf(row!, amount(inputs, 'stayCost')))) };
}

function wholeBill(inputs: Inputs) {
  const values = benefitsOf({
    bill: { order: ['major-illness', 'medical-assistance'] },
    basicPool: { deductibles: [{ amount: inputs['deductible'] }], ratios: [{ ratio: inputs['ratio'] }] },
    supplements: {
      'major-illness': {
        counts: ['in-scope'],
        start: inputs['majorStart'],
        tiers: [{ ratio: inputs['majorRatio'] }],
        tierBase: 'afterDeductible',
      },
    },
    assistance: {
      classes: [{ start: { fixed: inputs['aidStart'] }, ratio: inputs['aidRatio'] }],
      counts: ['in-scope'],
      linesPer: 'year',
    },
  });
  const facts: BillFacts = {
    ...caseOf(),
    totalCharges: amount(inputs, 'total'),
    selfPaid: amount(inputs, 'fullSelfPay'),
    overLimit: amount(inputs, 'overLimit'),
    firstSelfPaid: amount(inputs, 'firstSelfPay'),
    yearToDate: FIRST_STAY,
  };
  const { fields, layers } = settleBill(facts, values, contextOf().rounding);
  const after = (name: string): string => printYuan(inScopeLeft(layers.find(({ layer }) => layer === name)!.left));
  return {
    inScope: printYuan(fields.inscp_scp_amt),
    hifp_pay: printYuan(fields.hifp_pay),
    afterBasic: after('basic-pool'),
    hifmi_pay: printYuan(fields.hifmi_pay),
    afterMajor: after('major-illness'),
    maf_pay: printYuan(fields.maf_pay),
    afterAid: after('medical-assistance'),
    psn_part_amt: printYuan(fields.psn_part_amt),
  };
}

/** Charges of a stay that the layer comes to, all of them in scope. */
const inScope = (left: Fen): Burden => ({
  'in-scope': left,
  'over-cap': NO_MONEY,
  'first-self-paid': NO_MONEY,
  outside: NO_MONEY,
});

const BILL = { facts: caseOf(), year: FIRST_STAY, rounding: HALF_UP_TO_FEN, waived: [] };

function majorIllness(inputs: Inputs) {
  const tiers = (inputs['tiers'] as unknown as Inputs[]).map(({ upTo, ratio }) => (upTo === '' ? { ratio } : { upTo, ratio }));
  const values = valuesOf(MAJOR_ILLNESS, {
    counts: ['in-scope'],
    start: inputs['start'],
    tiers,
    tierBase: inputs['tierBase'] ?? 'afterDeductible',
  });
  const pay = (burden: string, before?: PaidLayer): PaidLayer => {
    const { counted, paid } = before ?? FIRST_STAY.layers['major-illness'];
    const year = { ...FIRST_STAY, layers: { ...FIRST_STAY.layers, 'major-illness': { counted, paid } } };
    return supplement('major-illness', inScope(parseYuan(burden)), values, { ...BILL, year });
  };
  if ('burden' in inputs) return { hifmi_pay: printYuan(pay(inputs['burden']!).paid) };
  const before = pay(inputs['burdenBefore']!);
  return { paidBefore: printYuan(before.paid), payNow: printYuan(pay(inputs['burdenNow']!, before).paid) };
}

function assistance(inputs: Inputs) {
  const { class: personClass, start, ratio, cap } = inputs;
  const classes = [{ personClasses: [personClass], start: { fixed: start }, ratio, yearCap: cap }];
  const values = assistanceOf({ classes, counts: ['in-scope'], linesPer: 'year' });
  const context = { ...BILL, facts: caseOf({ personClass }) };
  const [paid] = medicalAssistance(inScope(amount(inputs, 'base')), values, context);
  return { maf_pay: printYuan(paid!.paid) };
}
