import { isWithin } from '../../reference-data/index.js';
import { over, ratio } from '../ratio.js';
import { printRounded } from '../rounding.js';
import type { Lead, LeadRecord } from './lead.js';
import type { SupervisionValues } from './supervision-section.js';

interface SignCounts {
  cases: number;
  readonly signs: Map<string, number>;
}

/** Counts signs by hospital, and says where a hospital has many more of one than the region. A few numbers for each hospital. */
export class HospitalSigns {
  readonly #values: SupervisionValues;
  readonly #hospitals = new Map<string, SignCounts>();

  constructor(values: SupervisionValues) {
    this.#values = values;
  }

  add({ hospital }: LeadRecord, leads: readonly Lead[]): void {
    let counts = this.#hospitals.get(hospital);
    if (counts === undefined) this.#hospitals.set(hospital, (counts = { cases: 0, signs: new Map() }));
    counts.cases++;
    for (const { rule } of leads) counts.signs.set(rule, (counts.signs.get(rule) ?? 0) + 1);
  }

  /** By hospital, in the order of their codes. The records stand in the leads of the sign itself. */
  end(): readonly Lead[] {
    const { hospitalSigns } = this.#values;
    if (hospitalSigns === undefined) return [];
    const all = [...this.#hospitals].sort(([a], [b]) => (a < b ? -1 : 1));
    const cases = all.reduce((sum, [, counts]) => sum + counts.cases, 0);
    return hospitalSigns.value.flatMap(({ id, name, sign, ratioToRegion, cases: least }) => {
      const signed = all.reduce((sum, [, { signs }]) => sum + (signs.get(sign) ?? 0), 0);
      return all.flatMap(([hospital, counts]): Lead[] => {
        const own = counts.signs.get(sign) ?? 0;
        if (own === 0 || !isWithin(ratio(own), least)) return [];
        const against = over(ratio(own, counts.cases), ratio(signed, cases));
        if (!isWithin(against, ratioToRegion)) return [];
        const shown = printRounded(against, { rule: 'half-up', decimals: 2 });
        return [
          {
            kind: 'hospital-sign',
            rule: id,
            name,
            hospital,
            records: [],
            measured: `${sign}=${own}/${counts.cases}; ratioToRegion=${shown}`,
            asked: ratioToRegion.printed,
            citation: hospitalSigns.citation,
          },
        ];
      });
    });
  }
}
