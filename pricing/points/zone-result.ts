import { operand, type CalculationStep, type Rule } from '../breakdown.js';
import type { Outcome } from '../payment-method.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { isZero, over, times, type Ratio } from '../ratio.js';
import { excessPoints, normalPoints, ratioPoints, type CountedPoints, type PointsOfCase } from './case-points.js';
import { zoneOfMultiple, ZONES, type Zone } from './deviation.js';
import { NORMAL, type FoundPoints } from './points-result.js';
import { TERMS } from './terms.js';

const COMPARES: Rule = {
  id: 'multiple-of-reference',
  label: { zh: '费用倍率', en: 'Multiple of the reference' },
  formula: { zh: '费用 ÷ 比较基准', en: 'charges ÷ reference charges' },
};

const EDGES = Object.fromEntries(
  Object.entries(ZONES).map(([zone, label]) => [
    zone,
    {
      id: `edge-of-${zone}`,
      label: { zh: `${label.zh}界线`, en: `Edge: ${label.en.toLowerCase()}` },
      formula: { zh: '倍率界值 × 比较基准', en: 'multiple × reference charges' },
    },
  ]),
) as Readonly<Record<keyof typeof ZONES, Rule>>;

const MAY_APPLY: Outcome = { id: 'may-apply-for-review', zh: '可申请特例单议', en: 'May apply for special-case review' };

/** What the zones say of a case: its points, or that its charges are paid. */
export type ZoneResult = FoundPoints | { readonly outcome: Outcome; readonly paysCharges: Citation };

/**
 * Counts the points of a grouped case: in the zone that its charges fall into, else as a normal case. A region without zones, and a group
 * without reference charges, know normal cases only.
 *
 * @param charges Unit: yuan.
 * @param reference Reference charges, asked only where there are zones. Unit: yuan.
 */
export function pointsByZone(
  ofCase: PointsOfCase,
  charges: Ratio,
  zones: Sourced<readonly Zone[]> | undefined,
  reference: () => Ratio,
): ZoneResult {
  if (zones === undefined) return found(NORMAL, normalPoints(ofCase));
  const base = reference();
  if (isZero(base)) return found(NORMAL, normalPoints(ofCase));
  const { citation } = zones;
  const multiple = over(charges, base);
  const compared = comparison(zones, charges, base, multiple);
  const zone = zoneOfMultiple(multiple, zones.value);
  if (zone === undefined) return found(NORMAL, normalPoints(ofCase), compared);
  const outcome: Outcome = { id: zone.zone, ...ZONES[zone.zone] };
  if (zone.pays === 'actual-charges') return { outcome, paysCharges: citation };
  const points = inZone(zone, ofCase, multiple, citation);
  return found(outcome, points, compared, zone.mayApplyForReview === true ? [MAY_APPLY] : []);
}

/** The amounts at which the zones begin or end, and where the charges lie. */
function comparison(
  { value, citation }: Sourced<readonly Zone[]>,
  charges: Ratio,
  base: Ratio,
  multiple: Ratio,
): CalculationStep[] {
  const reference = operand(TERMS.reference, base);
  const edges = value.flatMap(({ zone, when }) =>
    when.all.map(({ value: edge }): CalculationStep => {
      const operands = [operand(TERMS.above, edge, citation), reference];
      return { rule: EDGES[zone], operands, result: operand(TERMS.edge, times(edge, base)), citation };
    }),
  );
  const result = operand(TERMS.multiple, multiple);
  return [...edges, { rule: COMPARES, operands: [operand(TERMS.charges, charges), reference], result, citation }];
}

function inZone(
  zone: Exclude<Zone, { pays: 'actual-charges' }>,
  ofCase: PointsOfCase,
  multiple: Ratio,
  citation: Citation,
): CountedPoints {
  switch (zone.pays) {
    case 'ratio':
      return ratioPoints(ofCase, multiple, zone, citation);
    case 'excess':
      return excessPoints(ofCase, multiple, zone, citation);
    case 'normal':
      return normalPoints(ofCase, citation);
  }
}

function found(
  outcome: Outcome,
  { points, step }: CountedPoints,
  before: readonly CalculationStep[] = [],
  notices: readonly Outcome[] = [],
): FoundPoints {
  return { outcome, points, steps: [...before, step], notices };
}
