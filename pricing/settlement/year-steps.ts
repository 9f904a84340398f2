import { operand, type Rule } from '../breakdown.js';
import { scoreFactor } from '../consortium/score-factor.js';
import { PricingError } from '../errors.js';
import { addFen, greaterFen, NO_MONEY, yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { compare, isNegative, lesser, plus, times, type Ratio } from '../ratio.js';
import { rounded } from '../rounding.js';
import { limitedToReserve, type ReserveDraw } from './draw-reserve.js';
import { moved, type HospitalState } from './hospital-state.js';
import { operandsOfEntries, struckOut, sumOfEntries } from './settlement-entry.js';
import type { YearStep } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';
import { shareBalances, type SharingContext } from './share-balance.js';

/** What the steps of a year work on. */
export interface YearContext extends SharingContext {
  /** What the reserve can pay for overspend. Unit: fen. */
  readonly reserve: Fen;
  /** Where the rule for rounding amounts stands. */
  readonly roundingCitation: Citation;
}

/** The hospitals of a fund between two steps, and what was drawn on the reserve so far. */
export interface YearState {
  readonly hospitals: readonly HospitalState[];
  readonly draw?: ReserveDraw | undefined;
}

const RULES = {
  assessment: {
    id: 'assessment',
    label: { zh: '年度考核', en: 'Assessment' },
    formula: { zh: '× 考核系数', en: '× assessment coefficient' },
  },
  deductions: {
    id: 'deductions',
    label: { zh: '审核扣款及补付', en: 'Deductions and later entries' },
    formula: { zh: '+ 扣款及补付（扣款为负）', en: '+ entries, deductions below zero' },
  },
  caps: { id: 'cap', label: { zh: '支付上限', en: 'Cap' }, formula: { zh: '不超过上限', en: 'not above the cap' } },
  rounding: {
    id: 'rounding',
    label: { zh: '取整', en: 'Rounding' },
    formula: { zh: '按政策取整', en: 'rounded as the policy says' },
  },
} as const satisfies Partial<Record<YearStep, Rule>>;

type Step = (state: YearState, context: YearContext) => YearState;

const each =
  (step: (state: HospitalState, context: YearContext) => HospitalState): Step =>
  (state, context) => ({ ...state, hospitals: state.hospitals.map((one) => step(one, context)) });

/** Every step between what the pools pay and what is due; the policy says which there are, and in which order. */
export const YEAR_STEP: Readonly<Record<YearStep, Step>> = {
  assessment: each((state, { settlement, amount }) => {
    const { assessment } = settlement;
    if (assessment === undefined) return state;
    const { score, hospital } = state.facts;
    if (score === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: hospital, field: 'score' });
    const coefficient = scoreFactor(score, assessment, hospital);
    const operands = [operand(TERMS.score, score), operand(TERMS.coefficient, coefficient, assessment.citation)];
    const said = { rule: RULES.assessment, operands, citation: assessment.citation };
    // A debt is not made smaller by a poor score.
    const exact = isNegative(state.exact) ? state.exact : times(state.exact, coefficient);
    return { ...moved(state, exact, said, amount), coefficient };
  }),
  deductions: each((state, { amount }) => {
    const { entries } = state.facts;
    if (entries.length === 0) return state;
    const booked = sumOfEntries(entries);
    const said = { rule: RULES.deductions, operands: operandsOfEntries(entries) };
    return moved(state, plus(state.exact, yuanOf(booked)), said, amount);
  }),
  sharing: (state, context) => ({ ...state, hospitals: shareBalances(state.hospitals, context) }),
  reserve: ({ hospitals }, { settlement, amount, reserve }) => {
    const { states, draw } = limitedToReserve(hospitals, reserve, settlement, amount);
    return { hospitals: states, draw };
  },
  caps: each((state, context) => {
    const cap = capOf(state, context);
    if (cap === undefined || compare(state.exact, cap) <= 0) return state;
    const { citation } = context.settlement.cap ?? {};
    return moved(
      state,
      lesser(state.exact, cap),
      { rule: RULES.caps, operands: [operand(TERMS.capAmount, cap)], citation },
      context.amount,
    );
  }),
  rounding: each((state, { amount, roundingCitation: citation }) =>
    moved(state, rounded(state.exact, amount), { rule: RULES.rounding, operands: [], citation }, amount),
  ),
};

/** The lower of the hospital's own cap and the region's share of what was billed. */
function capOf({ facts, sums }: HospitalState, { settlement: { cap } }: YearContext): Ratio | undefined {
  const own = facts.cap === undefined ? undefined : yuanOf(facts.cap);
  if (cap === undefined) return own;
  const billed = greaterFen(NO_MONEY, addFen(sums.billed, struckOut(facts.entries)));
  const ofBilled = times(yuanOf(billed), cap.value);
  return own === undefined ? ofBilled : lesser(own, ofBilled);
}
