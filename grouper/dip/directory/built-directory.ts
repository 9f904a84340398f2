import type { CasesAndCost, RelatedSplit } from './split-related.js';
import type { DraftGroup, LeftReason } from './draft-group.js';
import type { GroupStatistics } from './group-statistics.js';
import type { InstitutionCoefficient } from './institution-coefficients.js';
import type { DiagnosisProcedurePair } from './primary-care.js';
import type { Ratio } from './ratio.js';
import type { SubtypeVerdict } from './subtype-candidates.js';

/** A group of the new directory with its figures and how it came about. */
export interface BuiltGroup extends DraftGroup {
  readonly statistics: GroupStatistics;
  /** In units of the last decimal of the policy. */
  readonly points: bigint;
  /** Before the tuning step; the same where there was none. */
  readonly computedPoints: bigint;
  /** Drug and consumable mean against those of all discharges (dRW, cRW): for monitoring only. */
  readonly drugRatio: Ratio | undefined;
  readonly consumableRatio: Ratio | undefined;
  readonly isSubtypeCandidate: boolean;
  readonly subtypes: readonly SubtypeVerdict[];
  readonly primaryCare: readonly DiagnosisProcedurePair[];
}

/** A directory as the builder made it. */
export interface BuiltDirectory {
  readonly status: 'built';
  readonly threshold: number;
  readonly groups: readonly BuiltGroup[];
  /** Families with a related procedure that reached the threshold, whatever became of it. */
  readonly splits: readonly { readonly diagnosis: string; readonly mainProcedure: string; readonly split: RelatedSplit }[];
  /** Cases without a group of the directory. With the cases of the groups they are all cases. */
  readonly left: Readonly<Record<LeftReason, CasesAndCost>>;
  readonly cases: number;
  readonly casesByYear: readonly number[];
  readonly trimmedCases: number;
  /** Mean of every discharge, and of those that count in the groups. Unit: fen. */
  readonly overallMean: Ratio;
  readonly groupedMean: Ratio;
  /** T_before ÷ T_after; 1 where nothing was tuned. */
  readonly tuningFactor: Ratio;
  readonly totalPointsBefore: bigint;
  readonly totalPointsAfter: bigint;
  readonly institutions: readonly InstitutionCoefficient[];
  readonly hospitalsWithoutClass: readonly string[];
}

/** Why no directory can be built. */
export interface BuildRefused {
  readonly status: 'refused';
  readonly faults: readonly BuildFault[];
}

export const BUILD_FAULTS = ['no-cases', 'weights-do-not-fit-years', 'reference-group-missing', 'tuned-group-missing'] as const;

/** What was asked for and is not there. */
export interface BuildFault {
  readonly code: (typeof BUILD_FAULTS)[number];
  readonly detail: string;
}
