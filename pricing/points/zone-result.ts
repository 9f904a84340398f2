import { operand, stepsAfter, type CalculationStep, type Rule, type Steps } from '../breakdown.js';
import { MAY_APPLY_FOR_REVIEW, NORMAL, type Outcome } from '../outcome.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { isZero, over, times, type Ratio } from '../ratio.js';
import { excessPoints, normalPoints, ratioPoints, type CountedPoints, type PointsOfCase } from './case-points.js';
import { zoneOfMultiple, ZONES, type Zone } from './deviation.js';
import type { FoundPoints } from './points-result.js';
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

/** What the zones say of a case: its points, or that its charges are paid. */
export type ZoneResult = FoundPoints | { readonly outcome: Outcome; readonly paysCharges: Citation };

/** What zones compare. Unit: yuan. */
export interface ComparedCharges {
  readonly charges: Ratio;
  readonly reference: Ratio;
}

/**
 * Counts the points of a grouped case: in the zone that its charges fall into, else as a normal case. A region without zones, and a group
 * without reference charges, know normal cases only.
 *
 * @param compared Asked only where there are zones: elsewhere a case needs no charges to have points.
 */
export function pointsByZone(
  ofCase: PointsOfCase,
  zones: Sourced<readonly Zone[]> | undefined,
  compared: () => ComparedCharges,
): ZoneResult {
  if (zones === undefined) return found(NORMAL, normalPoints(ofCase));
  const { charges, reference } = compared();
  if (isZero(reference)) return found(NORMAL, normalPoints(ofCase));
  const { citation } = zones;
  const multiple = over(charges, reference);
  const before = () => comparison(zones, { charges, reference }, multiple);
  const zone = zoneOfMultiple(multiple, zones.value);
  if (zone === undefined) return found(NORMAL, normalPoints(ofCase), before);
  const outcome: Outcome = { id: zone.zone, ...ZONES[zone.zone] };
  if (zone.pays === 'actual-charges') return { outcome, paysCharges: citation };
  const points = inZone(zone, ofCase, multiple, citation);
  return found(outcome, points, before, zone.mayApplyForReview === true ? [MAY_APPLY_FOR_REVIEW] : []);
}

/** The amounts at which the zones begin or end, and where the charges lie. */
function comparison(
  { value, citation }: Sourced<readonly Zone[]>,
  { charges, reference }: ComparedCharges,
  multiple: Ratio,
): CalculationStep[] {
  const base = operand(TERMS.reference, reference);
  const edges = value.flatMap(({ zone, when }) =>
    when.all.map(({ value: edge }): CalculationStep => {
      const result = operand(TERMS.edge, times(edge, reference));
      return { rule: EDGES[zone], operands: [operand(TERMS.above, edge, citation), base], result, citation };
    }),
  );
  const result = operand(TERMS.multiple, multiple);
  return [...edges, { rule: COMPARES, operands: [operand(TERMS.charges, charges), base], result, citation }];
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
  { points, steps }: CountedPoints,
  before: Steps = () => [],
  notices: readonly Outcome[] = [],
): FoundPoints {
  return { outcome, points, steps: stepsAfter(before, steps), notices };
}
