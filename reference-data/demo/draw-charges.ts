import type { ClinicalPicture } from './clinical-pictures.js';
import { costLevelOf } from './demonstration-growth.js';
import type { DemonstrationHospital } from './demonstration-hospitals.js';
import type { DemonstrationStay } from './draw-stay.js';
import type { SeededRandom } from './seeded-random.js';
import { skewedSpread, thousandthsOf } from './skewed-spread.js';

/** What the stay cost and how it was split. Unit: fen; the last four add up to the total. */
export interface DemonstrationCharges {
  readonly totalCharges: bigint;
  readonly drugCharges: bigint;
  readonly consumableCharges: bigint;
  readonly selfPaid: bigint;
  readonly overLimit: bigint;
  readonly firstSelfPaid: bigint;
  readonly inScope: bigint;
}

/** What the charges depend on. */
export interface ChargedCase {
  readonly picture: ClinicalPicture;
  readonly hospital: DemonstrationHospital;
  readonly stay: DemonstrationStay;
  readonly year: number;
  readonly secondaryDiagnoses: number;
  readonly isTreatedAsPlanned: boolean;
}

/** An hour of intensive care and of ventilation beyond what the clinical picture includes. Unit: fen. */
const ICU_HOUR = 9_000;
const VENTILATOR_HOUR = 4_500;

/** Draws the charges of a case, in whole fen throughout. */
export function drawCharges(random: SeededRandom, charged: ChargedCase): DemonstrationCharges {
  const { picture } = charged;
  const total = totalFen(random, charged);
  const consumablePercent = isWithoutOperation(charged) ? picture.consumablePercent / 4 : picture.consumablePercent;
  const drug = Math.min(aboutPercentOf(random, total, picture.drugPercent), thousandthsOf(total, 900));
  const consumable = Math.min(aboutPercentOf(random, total, consumablePercent), thousandthsOf(total, 950) - drug);
  const selfPaid = thousandthsOf(total, random.below(70));
  const overLimit = random.happens(22) ? thousandthsOf(total, random.within(2, 25)) : 0;
  const firstSelfPaid = thousandthsOf(total, random.within(15, 90));
  return {
    totalCharges: BigInt(total),
    drugCharges: BigInt(drug),
    consumableCharges: BigInt(consumable),
    selfPaid: BigInt(selfPaid),
    overLimit: BigInt(overLimit),
    firstSelfPaid: BigInt(firstSelfPaid),
    inScope: BigInt(total - selfPaid - overLimit - firstSelfPaid),
  };
}

function totalFen(random: SeededRandom, charged: ChargedCase): number {
  const { picture, hospital, stay, year, secondaryDiagnoses } = charged;
  const factors = [
    hospital.costPercent * 10,
    costLevelOf(year),
    500 + (stay.spread >> 1), // half of what a stay costs grows with its days
    700 + Math.floor((skewedSpread(random) * 3) / 10),
    940 + 20 * secondaryDiagnoses,
    isWithoutOperation(charged) ? 1000 - 10 * picture.consumablePercent : 1000,
    rareExtreme(random),
  ];
  const ordinary = factors.reduce(thousandthsOf, picture.chargesMedianYuan * 100);
  return ordinary + intensiveCareFen(picture, stay) + random.below(100);
}

/** Where intensive care is the rule, the median of the clinical picture includes it. */
function intensiveCareFen(picture: ClinicalPicture, { icuHours = 0, ventilatorHours = 0 }: DemonstrationStay): number {
  const icu = Math.floor((icuHours * ICU_HOUR * (100 - picture.icuPercent)) / 100);
  const ventilator = Math.floor((ventilatorHours * VENTILATOR_HOUR * (100 - picture.ventilatorPercent)) / 100);
  return icu + ventilator;
}

/** Eight in a thousand cost a multiple and eight a fraction, so that there is something outside the trim points. */
function rareExtreme(random: SeededRandom): number {
  const drawn = random.below(1000);
  if (drawn < 8) return random.within(2600, 4500);
  if (drawn < 16) return random.within(180, 350);
  return 1000;
}

function isWithoutOperation({ picture, isTreatedAsPlanned }: ChargedCase): boolean {
  return picture.procedurePercent > 0 && !isTreatedAsPlanned;
}

function aboutPercentOf(random: SeededRandom, total: number, percent: number): number {
  return thousandthsOf(total, Math.floor((percent * random.within(750, 1250)) / 100));
}
