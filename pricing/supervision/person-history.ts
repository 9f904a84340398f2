import { isWithin } from '../../reference-data/index.js';
import { daysFrom, gapDays, type Stay } from '../linking/stay.js';
import { ratio } from '../ratio.js';
import { leadRecord, type Lead, type LeadRecord } from './lead.js';
import { isRepeat, longestGap } from './repeated-stay.js';
import type { SupervisionValues } from './supervision-section.js';

interface DaysOfYear {
  readonly year: string;
  days: number;
  readonly records: LeadRecord[];
}

const OVERLAP = { zh: '住院时间重叠', en: 'Stays overlap' };
const YEAR_DAYS = { zh: '年住院天数过多', en: 'Many days in hospital in a year' };

/**
 * The stays of one person, handed over in their order. Of them it keeps those that a window may still reach and the days of the years, so
 * that memory is bounded by the windows and not by the person's life.
 */
export class PersonHistory {
  readonly #values: SupervisionValues;
  readonly #reach: number;
  #recent: Stay[] = [];
  readonly #years: DaysOfYear[] = [];

  constructor(values: SupervisionValues) {
    this.#values = values;
    this.#reach = Math.max(...values.repeats.value.map((rule) => longestGap(rule) ?? Infinity));
  }

  /** Takes the next stay. @returns The leads that it raises with the stays before it */
  push(stay: Stay): readonly Lead[] {
    this.#recent = this.#recent.filter((one) => gapDays(one, stay) <= this.#reach);
    const leads = [...this.#repeats(stay), ...this.#overlaps(stay)];
    this.#recent.push(stay);
    if (this.#values.yearDays !== undefined) this.#countDays(stay);
    return leads;
  }

  /** The leads that only the whole history raises. */
  end(): readonly Lead[] {
    const { yearDays } = this.#values;
    if (yearDays === undefined) return [];
    return this.#years
      .filter(({ days }) => isWithin(ratio(days), yearDays.value))
      .map(({ year, days, records }) => ({
        kind: 'year-days',
        rule: 'yearDays',
        name: YEAR_DAYS,
        hospital: records.at(-1)!.hospital,
        records,
        measured: `${year}: days=${days}`,
        asked: yearDays.value.printed,
        citation: yearDays.citation,
      }));
  }

  /** One lead for each rule: with the stay that ended last of those that it repeats. */
  #repeats(stay: Stay): Lead[] {
    const { value: rules, citation } = this.#values.repeats;
    return rules.flatMap((rule): Lead[] => {
      const repeated = this.#recent.filter((one) => isRepeat(one, stay, rule));
      if (repeated.length === 0) return [];
      const earlier = repeated.reduce((last, one) => (one.dischargeDate >= last.dischargeDate ? one : last));
      return [
        {
          kind: 'repeat',
          rule: rule.id,
          name: rule.name,
          hospital: stay.hospital,
          records: [earlier, stay].map(leadRecord),
          measured: `gapDays=${gapDays(earlier, stay)}`,
          asked: rule.gapDays.printed,
          citation,
        },
      ];
    });
  }

  #overlaps(stay: Stay): Lead[] {
    const { overlapDays } = this.#values;
    if (overlapDays === undefined) return [];
    return this.#recent.flatMap((earlier): Lead[] => {
      const end = earlier.dischargeDate < stay.dischargeDate ? earlier.dischargeDate : stay.dischargeDate;
      const days = daysFrom(stay.admissionDate, end);
      if (days <= 0 || !isWithin(ratio(days), overlapDays.value)) return [];
      return [
        {
          kind: 'overlap',
          rule: 'overlapDays',
          name: OVERLAP,
          hospital: stay.hospital,
          records: [earlier, stay].map(leadRecord),
          measured: `days=${days}`,
          asked: overlapDays.value.printed,
          citation: overlapDays.citation,
        },
      ];
    });
  }

  /** Each calendar year has the nights that were spent in it; a stay that ends on its first day counts as one. */
  #countDays(stay: Stay): void {
    const first = Number(stay.admissionDate.slice(0, 4));
    const last = Number(stay.dischargeDate.slice(0, 4));
    for (let number = first; number <= last; number++) {
      const [begin, end] = [`${number}-01-01`, `${number + 1}-01-01`];
      const from = stay.admissionDate > begin ? stay.admissionDate : begin;
      const until = stay.dischargeDate < end ? stay.dischargeDate : end;
      const days = stay.admissionDate === stay.dischargeDate ? 1 : daysFrom(from, until);
      if (days <= 0) continue;
      const year = this.#yearOf(String(number));
      year.days += days;
      year.records.push(leadRecord(stay));
    }
  }

  #yearOf(year: string): DaysOfYear {
    const known = this.#years.find((one) => one.year === year);
    if (known !== undefined) return known;
    const counted: DaysOfYear = { year, days: 0, records: [] };
    this.#years.push(counted);
    return counted;
  }
}
