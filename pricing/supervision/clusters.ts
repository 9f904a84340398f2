import { isWithin } from '../../reference-data/index.js';
import { over, ratio } from '../ratio.js';
import { printRounded } from '../rounding.js';
import type { HeldSign, SignedCase } from './case-signs.js';
import { leadRecord, type Lead, type LeadRecord } from './lead.js';
import type { Cluster, ClusterPlace, SupervisionValues } from './supervision-section.js';

interface PlaceCounts {
  readonly place: string;
  readonly hospital: string;
  cases: number;
  /** Records with each sign. */
  readonly signs: Map<string, LeadRecord[]>;
}

/** Where a case is counted, and whose place it is; undefined where the record does not say. */
const PLACE_OF: Readonly<Record<ClusterPlace, (one: SignedCase) => { place: string; hospital: string } | undefined>> = {
  hospital: ({ hospital }) => ({ place: '', hospital }),
  department: ({ hospital, department }) => (department === '' ? undefined : { place: `department=${department}`, hospital }),
  group: ({ group }) => (group === '' ? undefined : { place: `group=${group}`, hospital: '' }),
};

/**
 * Counts signs by hospital, department and group, and says where one of them has many more of a sign than the region. It keeps the records
 * that have a sign, and of all others only how many there are.
 */
export class SignClusters {
  readonly #rows: readonly Cluster[];
  readonly #citation: Lead['citation'] | undefined;
  readonly #counted: ReadonlySet<string>;
  readonly #places: ReadonlyMap<ClusterPlace, Map<string, PlaceCounts>>;

  constructor({ clusters }: SupervisionValues) {
    this.#rows = clusters?.value ?? [];
    this.#citation = clusters?.citation;
    this.#counted = new Set(this.#rows.map(({ sign }) => sign));
    this.#places = new Map(this.#rows.map(({ by }) => [by, new Map()]));
  }

  add(one: SignedCase, held: readonly HeldSign[]): void {
    const signs = held.flatMap(({ sign: { id } }) => (this.#counted.has(id) ? [id] : []));
    for (const [by, places] of this.#places) {
      const found = PLACE_OF[by](one);
      if (found === undefined) continue;
      const counts = countsOf(places, found);
      counts.cases++;
      for (const id of signs) {
        const records = counts.signs.get(id);
        if (records === undefined) counts.signs.set(id, [leadRecord(one)]);
        else records.push(leadRecord(one));
      }
    }
  }

  /** Row by row of the policy, and place by place in the order of their names. */
  end(): readonly Lead[] {
    return this.#rows.flatMap((row) => this.#leadsOf(row));
  }

  #leadsOf({ id, name, sign, by, ratioToRegion, cases: least }: Cluster): readonly Lead[] {
    const all = [...this.#places.get(by)!].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counts]) => counts);
    const cases = all.reduce((sum, one) => sum + one.cases, 0);
    const signed = all.reduce((sum, { signs }) => sum + (signs.get(sign)?.length ?? 0), 0);
    return all.flatMap(({ place, hospital, cases: ofPlace, signs }): readonly Lead[] => {
      const records = signs.get(sign) ?? [];
      if (records.length === 0 || !isWithin(ratio(records.length), least)) return [];
      const against = over(ratio(records.length, ofPlace), ratio(signed, cases));
      if (!isWithin(against, ratioToRegion)) return [];
      const measured = [
        ...(place === '' ? [] : [place]),
        `${sign}=${records.length}/${ofPlace}`,
        `ratioToRegion=${printRounded(against, { rule: 'half-up', decimals: 2 })}`,
      ];
      const asked = `ratioToRegion ${ratioToRegion.printed}; cases ${least.printed}`;
      // By what they are called, so that no order of the file moves one.
      const inOrder = [...records].sort((a, b) => (a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : a.row - b.row));
      return [
        {
          kind: 'cluster',
          rule: id,
          name,
          hospital,
          records: inOrder,
          measured: measured.join('; '),
          asked,
          citation: this.#citation!,
        },
      ];
    });
  }
}

function countsOf(places: Map<string, PlaceCounts>, { place, hospital }: { place: string; hospital: string }): PlaceCounts {
  const key = `${hospital} ${place}`;
  const known = places.get(key);
  if (known !== undefined) return known;
  const counts: PlaceCounts = { place, hospital, cases: 0, signs: new Map() };
  places.set(key, counts);
  return counts;
}
