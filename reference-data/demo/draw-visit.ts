import { firstDayOf } from './calendar-day.js';
import { clinicalPictures, type ClinicalPicture } from './clinical-pictures.js';
import { frequencyIn, type DemonstrationHospital } from './demonstration-hospitals.js';
import { drawPerson, type DemonstrationPerson } from './draw-person.js';
import { drawStay, type DemonstrationStay } from './draw-stay.js';
import { DEMONSTRATION_FLAWS, drawFlaw, suits, type DemonstrationFlaw } from './flaws.js';
import type { SeededRandom } from './seeded-random.js';
import { weightedChoice, type WeightedChoice } from './weighted-choice.js';

/** Who stays where, with what, and from when to when. */
export interface DemonstrationVisit {
  readonly hospital: DemonstrationHospital;
  readonly picture: ClinicalPicture;
  readonly person: DemonstrationPerson;
  readonly stay: DemonstrationStay;
  /** Days since 1970. */
  readonly dischargeDay: number;
  readonly flaw: DemonstrationFlaw | undefined;
}

/** The days between a stay and the next one for the same disease. */
const RETURN_AFTER_DAYS = { from: 2, to: 45 };

/** Draws visits to a set of hospitals within a year. */
export class VisitDrawer {
  readonly #year: number;
  readonly #hospitals: WeightedChoice<DemonstrationHospital>;
  readonly #pictures: ReadonlyMap<DemonstrationHospital, WeightedChoice<ClinicalPicture>>;
  readonly #flawed: ReadonlyMap<DemonstrationFlaw, WeightedChoice<Place>>;

  constructor(year: number, hospitals: readonly DemonstrationHospital[]) {
    this.#year = year;
    this.#hospitals = weightedChoice(hospitals, ({ share }) => share);
    this.#pictures = new Map(
      hospitals.map((hospital) => [hospital, weightedChoice(clinicalPictures(), (p) => frequencyIn(hospital, p))]),
    );
    this.#flawed = flawedPlaces(hospitals);
  }

  /** A first visit, ordinary or with a flaw. */
  draw(random: SeededRandom): DemonstrationVisit {
    const flaw = drawFlaw(random);
    const place = flaw === undefined ? undefined : this.#flawed.get(flaw)?.choose(random);
    const hospital = place?.hospital ?? this.#hospitals.choose(random);
    const picture = place?.picture ?? this.#pictures.get(hospital)!.choose(random);
    const person = drawPerson(random, picture);
    const stay = drawStay(random, picture, hospital);
    const firstDay = firstDayOf(this.#year);
    const dischargeDay = firstDay + random.below(firstDayOf(this.#year + 1) - firstDay);
    return { hospital, picture, person, stay, dischargeDay, flaw: place === undefined ? undefined : flaw };
  }

  /** Lets the first of some visitors come back who may, in the same year to the same hospital for the same disease. */
  drawReturn(random: SeededRandom, earlier: readonly DemonstrationVisit[]): DemonstrationVisit | undefined {
    for (const visit of earlier) {
      const { picture, hospital } = visit;
      if (!random.happens(picture.returnPercent) || visit.flaw !== undefined || visit.stay.disposition === 5) continue;
      const stay = drawStay(random, picture, hospital);
      const admissionDay = visit.dischargeDay + random.within(RETURN_AFTER_DAYS.from, RETURN_AFTER_DAYS.to);
      const dischargeDay = admissionDay + stay.daysBetween;
      if (dischargeDay < firstDayOf(this.#year + 1) && visit.person.ageDays === undefined)
        return { ...visit, stay, dischargeDay };
    }
    return undefined;
  }
}

interface Place {
  readonly hospital: DemonstrationHospital;
  readonly picture: ClinicalPicture;
}

/** Where each flaw can be shown; a flaw that none of the hospitals can show is left out. */
function flawedPlaces(hospitals: readonly DemonstrationHospital[]): ReadonlyMap<DemonstrationFlaw, WeightedChoice<Place>> {
  const places = hospitals.flatMap((hospital) => clinicalPictures().map((picture) => ({ hospital, picture })));
  const frequency = ({ hospital, picture }: Place) => Math.ceil((hospital.share * frequencyIn(hospital, picture)) / 1000);
  const choices = (Object.keys(DEMONSTRATION_FLAWS) as DemonstrationFlaw[]).flatMap((flaw) => {
    const suitable = places.filter((place) => suits(flaw, place.picture) && frequency(place) > 0);
    return suitable.length === 0 ? [] : [[flaw, weightedChoice(suitable, frequency)] as const];
  });
  return new Map(choices);
}
