import { operand, type Operand, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { published, type GroupValues } from '../group-values.js';
import type { Outcome } from '../outcome.js';
import { neededGroup, type MethodContext } from '../payment-method.js';
import { counted, type CountedPoints } from '../points/case-points.js';
import type { FoundPoints } from '../points/points-result.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { compare, greater, plus, times, type Ratio } from '../ratio.js';
import { hasTcmParts } from './tcm-parts.js';
import type { TcmDisease, TcmRule } from './tcm-table.js';
import { TERMS } from './tcm-terms.js';

const OUTCOMES = {
  link: { id: 'tcm-link', zh: '同病同效同价', en: 'Same disease, same price' },
  advantage: { id: 'tcm-advantage', zh: '中医优势病种', en: 'TCM advantage disease' },
  addition: { id: 'tcm-feature', zh: '中医特色病种', en: 'TCM feature disease' },
  own: { id: 'tcm-own-points', zh: '按病种分值', en: 'By its own points' },
} as const satisfies Record<TcmRule['rule'] | 'own', Outcome>;

const FORMULAS = {
  link: { zh: '西医病组分值 × 同效比例', en: 'points of the western group × ratio' },
  advantage: {
    zh: '本病种分值，不低于西医病组分值 × 保底比例',
    en: 'own points, no less than points of the western group × least share',
  },
  addition: { zh: '本病种分值 + 加分', en: 'own points + added points' },
  own: { zh: '本病种分值', en: 'own points' },
} as const satisfies Record<keyof typeof OUTCOMES, Rule['formula']>;

/** A case of a TCM disease, and where numbers that it asks for come from. */
export interface TcmCase {
  readonly facts: CaseFacts;
  readonly group: GroupValues | undefined;
  readonly linkedGroup: MethodContext['linkedGroup'];
  /** Of the table of diseases. */
  readonly citation: Citation;
}

/**
 * Points of a TCM case: of the rules of its disease that fit, the one with the most points where the region takes the higher, otherwise the
 * first; the disease's own points where none fits.
 *
 * @throws PRICING_GROUP_WITHOUT_VALUE when nobody states the points of a western group; PRICING_GROUP_MISSING when own points are asked for
 *   and neither disease nor case has any; PRICING_FACT_MISSING when a rule asks for TCM charges.
 */
export function tcmPoints(disease: TcmDisease, ofCase: TcmCase): FoundPoints {
  const { rules = [], takeHigher } = disease;
  const fitting = rules.filter((rule) => hasTcmParts(rule, ofCase.facts));
  const tried = (takeHigher === true ? fitting : fitting.slice(0, 1)).map((rule) => ({
    outcome: OUTCOMES[rule.rule] as Outcome,
    ...pointsBy(rule, disease, ofCase),
  }));
  const [first = { outcome: OUTCOMES.own, ...byOwnPoints(disease, ofCase) }, ...others] = tried;
  const highest = others.reduce((best, other) => (compare(other.points, best.points) > 0 ? other : best), first);
  return { outcome: highest.outcome, points: highest.points, steps: () => [first, ...others].flatMap(({ steps }) => steps()) };
}

function pointsBy(rule: TcmRule, disease: TcmDisease, ofCase: TcmCase): CountedPoints {
  const { citation } = ofCase;
  if (rule.rule === 'addition') {
    const own = ownPoints(disease, ofCase);
    return by(
      'addition',
      plus(own.value, rule.points),
      () => [ownOperand(own), operand(TERMS.addition, rule.points, citation)],
      citation,
    );
  }
  const linked = westernPoints(rule.western, ofCase);
  const ofWestern = [
    operand(TERMS.westernGroup, rule.western.group),
    operand(TERMS.westernPoints, linked.value, linked.citation),
  ];
  if (rule.rule === 'link') {
    const operands = () => [...ofWestern, operand(TERMS.ratio, rule.ratio, citation)];
    return by('link', times(linked.value, rule.ratio), operands, citation);
  }
  const own = ownPoints(disease, ofCase);
  const operands = () => [ownOperand(own), ...ofWestern, operand(TERMS.floorShare, rule.floorShare, citation)];
  return by('advantage', greater(own.value, times(linked.value, rule.floorShare)), operands, citation);
}

function byOwnPoints(disease: TcmDisease, ofCase: TcmCase): CountedPoints {
  const own = ownPoints(disease, ofCase);
  return by('own', own.value, () => [ownOperand(own)], ofCase.citation);
}

function by(rule: keyof typeof OUTCOMES, points: Ratio, operands: () => readonly Operand[], citation: Citation): CountedPoints {
  const { id, zh, en } = OUTCOMES[rule];
  return counted({ id, label: { zh, en }, formula: FORMULAS[rule] }, points, operands, citation);
}

const ownOperand = ({ value, citation }: Sourced<Ratio>): Operand => operand(TERMS.tcmPoints, value, citation);

function ownPoints({ points }: TcmDisease, { facts, group, citation }: TcmCase): Sourced<Ratio> {
  return points === undefined ? published(neededGroup(facts, group, 'tcm'), 'groupPoints') : { value: points, citation };
}

type Western = Extract<TcmRule, { rule: 'link' }>['western'];

function westernPoints({ group: name, points }: Western, { linkedGroup, citation }: TcmCase): Sourced<Ratio> {
  if (points !== undefined) return { value: points, citation };
  const group = linkedGroup?.(name);
  if (group !== undefined) return published(group, 'groupPoints');
  throw new PricingError('PRICING_GROUP_WITHOUT_VALUE', { group: name, value: 'groupPoints' });
}
