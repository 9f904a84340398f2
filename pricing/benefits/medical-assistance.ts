import { amountOperand, operand, type Operand } from '../breakdown.js';
import { lesserFen, NO_MONEY, yuanOf, type Fen } from '../money.js';
import { inPolicy } from '../payment-method.js';
import { compare, greater, lesser, minus, ONE, plus, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { AssistanceValues, MoneyLine } from './assistance-section.js';
import { rowFor } from './bill-rows.js';
import { burdenOf, type Burden } from './burden.js';
import { payment, type BillContext, type PaidLayer } from './payer.js';
import { TERMS } from './terms.js';
import { withinYearCap } from './year-cap.js';

const FORMULAS = {
  'medical-assistance': {
    zh: '（计入费用 − 起付标准）× 救助比例，不超过年度限额',
    en: '(counted − start line) × ratio, within the yearly cap',
  },
  'assistance-tilt': {
    zh: '（救助后负担 − 倾斜线）× 倾斜比例，不超过倾斜限额',
    en: '(left after assistance − line) × ratio, within a yearly cap of its own',
  },
};

/**
 * What medical assistance pays of what insurance left (先保险后救助), and where much is left even so, the tilt.
 *
 * @returns Nothing for a person who is of no class.
 */
export function medicalAssistance(burden: Burden, values: AssistanceValues, context: BillContext): readonly PaidLayer[] {
  const row = rowFor(context.facts, values.classes.value);
  if (row === undefined) return [];
  const { ratio, start, yearCap, tilt } = row;
  const line = start === undefined ? ZERO : lineOf(start, values, context);
  const share: Share = { layer: 'medical-assistance', line, ratio, cap: yearCap };
  const ordinary = payShare(share, burden, values, context);
  if (tilt === undefined) return [ordinary];
  const above = lineOf(tilt.above, values, context);
  if (tilt.ratio !== undefined) {
    const second: Share = { layer: 'assistance-tilt', line: above, ratio: tilt.ratio, cap: tilt.yearCap };
    return [ordinary, payShare(second, ordinary.left, values, context)];
  }
  const left = burdenOf(ordinary.left, values.counts.value);
  const yearLeft = plus(countedBefore('assistance-tilt', values, context), yuanOf(left));
  const isTilted = compare(yearLeft, above) > 0;
  const raised = { ...share, ratio: lesser(ONE, plus(ratio, tilt.ratioPlus ?? ZERO)) };
  const paid = isTilted ? payShare(raised, burden, values, context) : ordinary;
  return [paid, keptForYear(paid.left, left, values)];
}

/** A second payment of nothing, which keeps what was left for the line of the next stay. */
const keptForYear = (burden: Burden, left: Fen, { classes, counts }: AssistanceValues): PaidLayer =>
  payment('assistance-tilt', burden, {
    counted: left,
    paid: NO_MONEY,
    parts: counts.value,
    formula: FORMULAS['assistance-tilt'],
    operands: [amountOperand(TERMS.left, left)],
    citation: classes.citation,
  });

interface Share {
  readonly layer: keyof typeof FORMULAS;
  /** Unit: yuan. */
  readonly line: Ratio;
  readonly ratio: Ratio;
  /** Unit: yuan. */
  readonly cap: Ratio | undefined;
}

/** Pays a share of what is above a line, within a yearly cap. A line of the year is taken once: only what this stay adds above it counts. */
function payShare({ layer, line, ratio, cap }: Share, burden: Burden, values: AssistanceValues, context: BillContext): PaidLayer {
  const { classes, counts } = values;
  const { year, rounding, waived } = context;
  const counted = burdenOf(burden, counts.value);
  const before = countedBefore(layer, values, context);
  const added = minus(excess(plus(before, yuanOf(counted)), line), excess(before, line));
  const computed = lesserFen(counted, roundToFen(times(added, ratio), rounding));
  const most = cap === undefined || waived.includes('year-caps') ? undefined : roundToFen(cap);
  const paidBefore = year.layers[layer].paid;
  const operands: Operand[] = [
    operand(TERMS.countedBefore, before),
    amountOperand(layer === 'assistance-tilt' ? TERMS.left : TERMS.counted, counted),
    operand(TERMS.start, line, classes.citation),
    operand(TERMS.ratio, ratio, classes.citation),
    ...(most === undefined ? [] : [operand(TERMS.yearCap, yuanOf(most), classes.citation)]),
    amountOperand(TERMS.paidBefore, paidBefore),
  ];
  return payment(layer, burden, {
    counted,
    paid: withinYearCap(computed, most, paidBefore).paid,
    parts: counts.value,
    formula: FORMULAS[layer],
    operands,
    citation: classes.citation,
  });
}

const excess = (burden: Ratio, line: Ratio): Ratio => greater(ZERO, minus(burden, line));

/** What earlier stays count for a line; nothing where each stay has its own. */
const countedBefore = (layer: Share['layer'], { linesPer }: AssistanceValues, { year }: BillContext): Ratio =>
  linesPer.value === 'year' ? yuanOf(year.layers[layer].counted) : ZERO;

function lineOf({ fixed, ofMeanIncome }: MoneyLine, { meanIncome }: AssistanceValues, { facts }: BillContext): Ratio {
  if (fixed !== undefined) return fixed;
  return times(inPolicy(meanIncome, 'medical-assistance.meanIncome', facts).value, ofMeanIncome ?? ZERO);
}
