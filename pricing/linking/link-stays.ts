import type { EarlierStay, LaterAdmission } from '../case-facts.js';
import { isExempt, isSameIllness, type Exemption, type IllnessTest } from './same-illness.js';
import { gapDays, type Stay } from './stay.js';

/** What pricing asks of the other stays of a person. */
export interface LinkedStays {
  /** Stays that ended before this one began, the latest first: each with the gap to the stay that followed it. */
  readonly earlierStays: readonly EarlierStay[];
  readonly laterAdmission: LaterAdmission | undefined;
}

/** How linked stays are compared. */
export interface LinkingRule {
  readonly sameIllness: IllnessTest;
  readonly exempt?: Exemption | undefined;
}

/**
 * Links one stay with the others of its person, as pricing asks for them (`CaseFacts`).
 *
 * The later admission is the first one of the same illness that nothing exempts; where there is none, the first at all.
 *
 * @param stays Of one person, in their order (`inOrderOfStay`).
 * @param at Place of the stay among them.
 */
export function linkStay(stays: readonly Stay[], at: number, { sameIllness, exempt }: LinkingRule): LinkedStays {
  const stay = stays[at]!;
  const before = stays.slice(0, at).filter((one) => gapDays(one, stay) >= 0);
  const earlierStays = before
    .map((one, place): EarlierStay => ({ gapDays: gapDays(one, before[place + 1] ?? stay), days: one.days }))
    .toReversed();
  const later = stays
    .slice(at + 1)
    .filter((one) => gapDays(stay, one) >= 0)
    .map((one): LaterAdmission => ({
      gapDays: gapDays(stay, one),
      isSameGroup: isSameIllness(stay, one, sameIllness),
      isExempt: isExempt(one, exempt),
    }));
  return { earlierStays, laterAdmission: later.find((one) => one.isSameGroup && !one.isExempt) ?? later[0] };
}
