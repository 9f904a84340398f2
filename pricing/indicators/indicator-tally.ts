import { isWithin } from '../../reference-data/index.js';
import { variationOf, VARIATION_DECIMALS } from '../../grouper/index.js';
import { divide } from '../measurement/divide.js';
import { ratio, type Ratio } from '../ratio.js';
import { Cell, WEIGHT_UNITS } from './cell.js';
import { HospitalCounts } from './hospital-counts.js';
import type { IndicatorCase } from './indicator-case.js';
import type { IndicatorValues, PlanShare } from './indicator-section.js';
import { consumptionIndex, shareOf, type IndexedCases } from './measures.js';

/** The indicators of one hospital, or of the whole region; undefined where nothing can be measured. */
export interface Indicators {
  /** Empty for the region. */
  readonly hospital: string;
  readonly submitted: number;
  readonly groups: number;
  readonly groupEntry: Ratio | undefined;
  readonly caseMixIndex: Ratio | undefined;
  readonly timeIndex: Ratio | undefined;
  readonly costIndex: Ratio | undefined;
  readonly lowRiskCases: number;
  readonly lowRiskMortality: Ratio | undefined;
  readonly lowMultiple: Ratio | undefined;
  readonly highMultiple: Ratio | undefined;
}

/** A group in the whole region. */
export interface GroupIndicators {
  readonly group: string;
  readonly cases: number;
  /** Coefficient of variation of the charges at four decimals. */
  readonly variation: Ratio | undefined;
  /** Whether auxiliary types should be thought of. */
  readonly isSplitCandidate: boolean;
  readonly isLowRisk: boolean;
}

/**
 * Counts cases and says the indicators. It keeps a few whole numbers for each hospital and group and no case, so that memory does not grow
 * with the file and no order of cases changes a digit.
 */
export class IndicatorTally {
  readonly #values: IndicatorValues;
  readonly #hospitals = new Map<string, HospitalCounts>();
  /** Diseases of inpatient stays, and whether a case of them was paid by disease. */
  readonly #diseases = new Map<string, boolean>();

  constructor(values: IndicatorValues) {
    this.#values = values;
  }

  add(one: IndicatorCase): void {
    const { inpatientVisitTypes, byDisease } = this.#values;
    let counts = this.#hospitals.get(one.hospital);
    if (counts === undefined) this.#hospitals.set(one.hospital, (counts = new HospitalCounts(one.hospital)));
    const { visitType } = one;
    const isInpatient = visitType === undefined || inpatientVisitTypes.value.some((beginning) => visitType.startsWith(beginning));
    counts.add(one, this.#values, isInpatient);
    if (!isInpatient || one.disease === '') return;
    const isByDisease = one.method !== undefined && byDisease.value.includes(one.method);
    this.#diseases.set(one.disease, isByDisease || this.#diseases.get(one.disease) === true);
  }

  /** The region first, then its hospitals by their codes. */
  indicators(): readonly Indicators[] {
    const region = this.#region();
    const groups = new Map(region.cells);
    const lowRisk = new Set([...groups].filter(([, cell]) => this.#isLowRisk(cell)).map(([group]) => group));
    const hospitals = [...this.#hospitals.values()].sort((a, b) => (a.hospital < b.hospital ? -1 : 1));
    return [region, ...hospitals].map((counts) => indicatorsOf(counts, groups, lowRisk));
  }

  /** Every group of the region, by its code. */
  groups(): readonly GroupIndicators[] {
    const { splitVariation } = this.#values;
    return [...this.#region().cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, cell]) => {
        const units = variationOf(cell.moments, 'population');
        const variation = units === undefined ? undefined : ratio(units, 10n ** BigInt(VARIATION_DECIMALS));
        const isSplitCandidate =
          variation !== undefined && splitVariation !== undefined && isWithin(variation, splitVariation.value);
        return { group, cases: cell.cases, variation, isSplitCandidate, isLowRisk: this.#isLowRisk(cell) };
      });
  }

  /** How much of the region's care is paid by disease. */
  planShares(): Readonly<Record<PlanShare, Ratio | undefined>> {
    const hospitals = [...this.#hospitals.values()];
    const { fund, fundByDisease } = this.#region();
    const diseases = [...this.#diseases.values()];
    return {
      institutions: shareOf(hospitals.filter(({ casesByDisease }) => casesByDisease > 0).length, hospitals.length),
      diseases: shareOf(diseases.filter(Boolean).length, diseases.length),
      fund: shareOf(fundByDisease, fund),
    };
  }

  #region(): HospitalCounts {
    const region = new HospitalCounts('');
    for (const counts of this.#hospitals.values()) {
      region.submitted += counts.submitted;
      region.grouped += counts.grouped;
      region.compared += counts.compared;
      region.low += counts.low;
      region.high += counts.high;
      region.fund += counts.fund;
      region.fundByDisease += counts.fundByDisease;
      region.casesByDisease += counts.casesByDisease;
      for (const [group, cell] of counts.cells) region.cells.set(group, (region.cells.get(group) ?? new Cell()).join(cell));
    }
    return region;
  }

  #isLowRisk({ cases, dead }: Cell): boolean {
    const { value } = this.#values.lowRisk;
    return isWithin(ratio(cases), value.cases) && isWithin(ratio(dead, cases), value.mortality);
  }
}

function indicatorsOf(counts: HospitalCounts, region: ReadonlyMap<string, Cell>, lowRisk: ReadonlySet<string>): Indicators {
  const cells = [...counts.cells];
  const total = cells.reduce((sum, [, cell]) => sum.join(cell), new Cell());
  const atLowRisk = cells.filter(([group]) => lowRisk.has(group)).reduce((sum, [, cell]) => sum.join(cell), new Cell());
  return {
    hospital: counts.hospital,
    submitted: counts.submitted,
    groups: cells.length,
    groupEntry: shareOf(counts.grouped, counts.submitted),
    caseMixIndex: shareOf(total.weight, WEIGHT_UNITS * BigInt(total.weighted)),
    timeIndex: indexOf(cells, region, ({ days, stayed }) => ({ sum: days, cases: stayed })),
    costIndex: indexOf(cells, region, ({ cost, costed }) => ({ sum: cost, cases: costed })),
    lowRiskCases: atLowRisk.cases,
    lowRiskMortality: shareOf(atLowRisk.dead, atLowRisk.cases),
    lowMultiple: shareOf(counts.low, counts.compared),
    highMultiple: shareOf(counts.high, counts.compared),
  };
}

type Measured = (cell: Cell) => { readonly sum: bigint; readonly cases: number };

/** A group whose cases all state zero is no measure of anybody. */
function indexOf(
  cells: readonly (readonly [string, Cell])[],
  region: ReadonlyMap<string, Cell>,
  measured: Measured,
): Ratio | undefined {
  const groups = cells.flatMap(([group, cell]): IndexedCases[] => {
    const [own, all] = [measured(cell), measured(region.get(group)!)];
    if (own.cases === 0 || all.sum === 0n) return [];
    return [{ value: ratio(own.sum), cases: own.cases, regionMean: divide(ratio(all.sum), ratio(all.cases), group) }];
  });
  return groups.length === 0 ? undefined : consumptionIndex(groups);
}
