import { isWithin, type Bounds } from '../../reference-data/index.js';
import { gapDays, type Stay } from '../linking/index.js';
import { ratio } from '../ratio.js';

/** Discharges of a hospital of which the person is known, and those after which the person was admitted again, anywhere. */
export interface ReadmissionCounts {
  readonly discharges: number;
  readonly readmitted: number;
}

const NOTHING: ReadmissionCounts = { discharges: 0, readmitted: 0 };

/** Counts readmissions by the hospital that discharged the person. */
export class ReadmissionTally {
  readonly #window: Bounds;
  readonly #hospitals = new Map<string, ReadmissionCounts>();

  constructor(window: Bounds) {
    this.#window = window;
  }

  /** @param stays All stays of one person, in their order (`inOrderOfStay`). */
  addPerson(stays: readonly Stay[]): void {
    for (const [at, stay] of stays.entries()) {
      const isBack = stays.slice(at + 1).some((later) => {
        const gap = gapDays(stay, later);
        return gap >= 0 && isWithin(ratio(gap), this.#window);
      });
      const { discharges, readmitted } = this.#hospitals.get(stay.hospital) ?? NOTHING;
      this.#hospitals.set(stay.hospital, { discharges: discharges + 1, readmitted: readmitted + (isBack ? 1 : 0) });
    }
  }

  /** @param hospital Absent: the whole region. */
  counts(hospital?: string): ReadmissionCounts {
    if (hospital !== undefined) return this.#hospitals.get(hospital) ?? NOTHING;
    return [...this.#hospitals.values()].reduce(
      (sum, one) => ({ discharges: sum.discharges + one.discharges, readmitted: sum.readmitted + one.readmitted }),
      NOTHING,
    );
  }
}
