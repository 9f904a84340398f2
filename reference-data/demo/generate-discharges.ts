import assert from 'node:assert/strict';
import { dayText } from './calendar-day.js';
import { clinicalPictures } from './clinical-pictures.js';
import type { DemonstrationDischarge } from './demonstration-discharge.js';
import { demonstrationHospitals, type DemonstrationHospital } from './demonstration-hospitals.js';
import { drawCharges } from './draw-charges.js';
import { drawDiagnoses, drawProcedures } from './draw-codes.js';
import type { DemonstrationPerson } from './draw-person.js';
import { VisitDrawer, type DemonstrationVisit } from './draw-visit.js';
import { insuredRegionOf } from './insured-region.js';
import { lendsProcedure, type DemonstrationFlaw } from './flaws.js';
import { SeededRandom } from './seeded-random.js';
import { weightedChoice } from './weighted-choice.js';

/** What is to be invented. */
export interface DemonstrationOptions {
  /** Whole number, zero or more. The same seed and year give the same discharges, byte for byte, on every machine. */
  readonly seed: number;
  /** How many discharges: whole number, zero or more. */
  readonly count: number;
  /** Calendar year of the discharges, 2000-2099; charges grow slowly from year to year. */
  readonly year: number;
  /** Default: the six of `hospitals.csv`. */
  readonly hospitals?: readonly DemonstrationHospital[];
}

/** Of so many discharges the last may be of a person who was there before. */
const RETURN_EVERY = 8;

/**
 * Invents hospital discharges that look like those of a city: plausible in age, sex, diagnoses, stay and charges, and all invented.
 *
 * A small count is a prefix of a larger one. Among 2,000 about 10 rows are faulty and about 30 have no group of their own, see
 * `DEMONSTRATION_FLAWS`.
 *
 * @returns Discharges one by one, so that millions need no memory; it can be iterated again.
 */
export function demonstrationDischarges(options: DemonstrationOptions): Iterable<DemonstrationDischarge> {
  const { seed, count, year, hospitals = demonstrationHospitals() } = options;
  assert(Number.isSafeInteger(seed) && seed >= 0, 'a seed is a whole number, zero or more');
  assert(Number.isSafeInteger(count) && count >= 0, 'a number of discharges is a whole number, zero or more');
  assert(Number.isInteger(year) && year >= 2000 && year <= 2099, 'a demonstration year is 2000 to 2099');
  return { [Symbol.iterator]: () => generate(seed, count, year, hospitals) };
}

function* generate(
  seed: number,
  count: number,
  year: number,
  hospitals: readonly DemonstrationHospital[],
): Generator<DemonstrationDischarge, void, undefined> {
  const drawer = new VisitDrawer(year, hospitals);
  let earlier: DemonstrationVisit[] = [];
  for (let index = 0; index < count; index++) {
    // Each case has numbers of its own, so that a change in one never shifts the next.
    const random = new SeededRandom(seed, year, index);
    const isLastOfRound = index % RETURN_EVERY === RETURN_EVERY - 1;
    const visit = (isLastOfRound ? drawer.drawReturn(random, earlier) : undefined) ?? drawer.draw(random);
    earlier = isLastOfRound ? [] : [...earlier, visit];
    yield discharge(random, visit, year, index);
  }
}

function discharge(random: SeededRandom, visit: DemonstrationVisit, year: number, index: number): DemonstrationDischarge {
  const { hospital, picture, person, stay, dischargeDay, flaw } = visit;
  const diagnoses = drawDiagnoses(random, picture, person, flaw);
  const performed = flaw === 'unrelated-procedure' ? procedureOfAnother() : picture;
  const { isTreatedAsPlanned, ...procedures } = drawProcedures(random, performed, stay.ventilatorHours);
  const secondaryDiagnoses = diagnoses.secondaryDiagnoses.length;
  return {
    caseId: `D${year}-${String(index + 1).padStart(7, '0')}`,
    hospitalId: hospital.hospitalId,
    hospitalLevel: hospital.level,
    placeOfCare: 'local',
    insuredRegion: insuredRegionOf(person),
    fund: person.insuranceType,
    ...stated(person, flaw),
    admissionDate: dayText(dischargeDay - stay.daysBetween),
    dischargeDate: dayText(dischargeDay),
    lengthOfStayDays: stay.lengthOfStayDays,
    disposition: stay.disposition,
    department: picture.department,
    ...diagnoses,
    ...procedures,
    ...(stay.icuHours === undefined ? {} : { icuHours: stay.icuHours }),
    ...(stay.ventilatorHours === undefined ? {} : { ventilatorHours: stay.ventilatorHours }),
    ...drawCharges(random, { picture: performed, hospital, stay, year, secondaryDiagnoses, isTreatedAsPlanned }),
    ...(flaw === undefined ? {} : { flaw }),
  };

  function procedureOfAnother() {
    const lenders = clinicalPictures().filter(
      (other) => lendsProcedure(other) && other.department.slice(0, 2) !== picture.department.slice(0, 2),
    );
    return weightedChoice(lenders, ({ share }) => share).choose(random);
  }
}

type StatedPerson = Omit<DemonstrationPerson, 'sex'> & { readonly sex?: 1 | 2 };

/** The person as the list states it, which is wrong where that is the flaw. */
function stated(person: DemonstrationPerson, flaw: DemonstrationFlaw | undefined): StatedPerson {
  const { sex, birthWeightGrams: _birth, admissionWeightGrams: _admission, ...weightless } = person;
  const { sex: _sex, ...sexless } = person;
  switch (flaw) {
    case 'sex-missing':
      return sexless;
    case 'weight-missing':
      return { sex, ...weightless };
    case 'age-negative':
      return { ...person, ageYears: -1 };
    case 'opposite-sex':
      return { ...person, sex: sex === 1 ? 2 : 1 };
    default:
      return person;
  }
}
