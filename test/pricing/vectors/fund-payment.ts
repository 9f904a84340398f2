import { FUND_PAYMENT, type FundForm } from '../../../pricing/fund-payment/fund-payment-section.js';
import { fundPayment as payFund, hospitalResult } from '../../../pricing/fund-payment/fund-payment.js';
import { othersPart, patientPartOfCharges, type SettledSplit } from '../../../pricing/fund-payment/settled-split.js';
import { NO_MONEY, parseYuan, printYuan, yuanOf, type Fen } from '../../../pricing/money.js';
import { DRG_POINTS } from '../../../pricing/methods/drg-points.js';
import { parseRatio, sumOf, times } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN, printExactly, roundToFen } from '../../../pricing/rounding.js';
import { settleYear } from '../../../pricing/settlement/index.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { pointsBudget, POOL, rulesWith, totalsOf, YEAR } from './settlement-of.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

export const fundPayment: Adapter = (inputs) => {
  if ('fundShare' in inputs) return due(inputs);
  const standard = 'standard' in inputs ? parseYuan(inputs['standard']!) : stayValue(inputs);
  const split = splitOf(inputs);
  const values = valuesOf(FUND_PAYMENT, {
    form: formOf(inputs),
    negativeRule: 'keep',
    overLimitLeavesBase: inputs['overLimitLeavesBase'] === 'yes' ? 'true' : 'false',
  });
  const { fund } = payFund(standard, split, values, contextOf().rounding);
  const answers = { fund: printYuan(fund), stayValue: printYuan(standard) };
  if (split.totalCharges === undefined) return answers;
  const others = split.patient === undefined ? patientPartOfCharges(split, HALF_UP_TO_FEN) : othersPart(split);
  const { receives, result } = hospitalResult(fund, others, split.totalCharges);
  return { ...answers, patient: printYuan(others), hospitalReceives: printYuan(receives), hospitalResult: printYuan(result) };
};

/** V1 speaks of the ratio, V2 of everyone else's part, V3 of points. */
function formOf(inputs: Inputs): FundForm {
  if ('ratio' in inputs) return 'policy-ratio';
  return 'patientAndOtherPart' in inputs ? 'less-others' : 'whole-stay';
}

function splitOf(inputs: Inputs): SettledSplit {
  const amount = (name: string): Fen | undefined => (inputs[name] === undefined ? undefined : parseYuan(inputs[name]));
  return {
    caseId: 'T1',
    totalCharges: amount('actualCost'),
    selfPaid: amount('fullSelfPay'),
    overLimit: amount('overLimit') ?? NO_MONEY,
    firstSelfPaid: amount('firstSelfPay'),
    deductible: amount('deductible'),
    policyRatio: inputs['ratio'] === undefined ? undefined : parseRatio(inputs['ratio']),
    // One number for patient and other funds together: it is nobody's business here which of them paid.
    patient: amount('patient') ?? amount('patientAndOtherPart'),
    otherFunds: amount('otherFunds') ?? NO_MONEY,
    deductions: amount('deductions'),
  };
}

function stayValue(inputs: Inputs): Fen {
  const values = valuesOf(DRG_POINTS.section, { pointValue: inputs['pointValue'], coefficientSource: 'fixed-at-one' });
  const group = groupOf({ groupPoints: publishedValue(inputs['points']!) });
  return DRG_POINTS.price(caseOf(), group, values, contextOf()).amount;
}

/** What a year pays a hospital by its own fund share (V4): assessment first, then deductions, as the national draft has it (ch. 7). */
function due(inputs: Inputs): Readonly<Record<string, string>> {
  const points = sumOf((inputs['casePoints'] as unknown as string[]).map(parseRatio));
  const charges = parseYuan('1000000.00');
  const billed = roundToFen(times(yuanOf(charges), numberOf(inputs, 'fundShare')));
  const totals = [totalsOf('A', printExactly(points), { charges, others: (charges - billed) as Fen })];
  const worth = times(points, numberOf(inputs, 'pointValue'));
  const money = printYuan(roundToFen(times(worth, numberOf(inputs, 'fundShare'))));
  const rules = rulesWith({
    pools: [{ ...POOL, base: 'fund-share' }],
    regionFundShare: inputs['fundShare'],
    yearOrder: ['assessment', 'deductions', 'rounding'],
    assessment: [{ from: '0', factor: inputs['assessment'] }],
  });
  const amount = parseYuan(`-${inputs['deductions']!}`);
  const entries = [{ id: '1', kind: 'audit-deduction' as const, refersTo: `${YEAR}`, amount, reason: '审核' }];
  const hospital = { hospital: 'A', score: parseRatio('80'), entries, months: [], prepayment: NO_MONEY };
  const year = settleYear({ fund: 'resident', year: YEAR, totals, hospitals: [hospital], budget: pointsBudget(money) }, rules);
  const [settled] = year.hospitals;
  return { gross: printYuan(settled!.gross), due: printYuan(settled!.due) };
}
