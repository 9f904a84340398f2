import {
  BLANK_GROUP,
  exactDecimal,
  type ExactDecimal,
  type StoredWeights,
  type TreatmentAttribute,
  type WeightRow,
} from '../reference-data/index.js';
import type { GroupValues } from './group-values.js';
import type { Citation, SourceCitation, Sourced } from './policy/citation.js';
import type { Unit } from './policy/units.js';

/** What a grouper found for a case, as far as pricing asks. */
export interface FoundGroup {
  readonly group: string;
  readonly status: 'grouped' | 'ambiguous' | 'ungrouped';
  /** What the scheme says; the region's own word goes before it. */
  readonly isPrimaryCare?: boolean | undefined;
  readonly attribute?: TreatmentAttribute | undefined;
  /** Points that the directory itself prints, for a region that publishes no others. */
  readonly directoryPoints?: Sourced<ExactDecimal> | undefined;
  readonly auxiliaryCoefficient?: Sourced<ExactDecimal> | undefined;
}

/** For whom and when the values of a group are asked. */
export interface WeightQuery {
  readonly fund: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly hospital: string | undefined;
}

const UNITS = {
  relativeWeight: '1',
  groupPoints: 'point',
  meanCharges: 'yuan',
  cases: 'case',
  variation: '1',
} as const satisfies Partial<Record<keyof WeightRow, Unit>>;

/** The values of one group as one edition states them. */
interface PublishedValues {
  readonly relativeWeight: Sourced<ExactDecimal> | undefined;
  readonly groupPoints: Sourced<ExactDecimal> | undefined;
  readonly meanCharges: Sourced<ExactDecimal> | undefined;
  readonly cases: Sourced<ExactDecimal> | undefined;
  readonly variation: Sourced<ExactDecimal> | undefined;
  readonly isStable: boolean | undefined;
  readonly isPrimaryCare: boolean | undefined;
}

/** Weights, points and means that a region published for a scheme, by day, fund and group. */
export class GroupWeights {
  readonly scheme: string;
  readonly #editions: readonly WeightEdition[];

  /** @param editions Of one scheme and region, in any order. */
  constructor(scheme: string, editions: readonly StoredWeights[]) {
    this.scheme = scheme;
    this.#editions = editions.map((edition) => new WeightEdition(edition)).sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  /** What the region published about a group that no grouper found; undefined where it said nothing. */
  linkedValuesOf(group: string, query: WeightQuery): GroupValues | undefined {
    const values = this.valuesOf({ group, status: 'grouped' }, query);
    const isPublished = values.relativeWeight !== undefined || values.groupPoints !== undefined;
    return isPublished || values.meanCharges !== undefined ? values : undefined;
  }

  /** Joins what the grouper found with what the region published about it on the day of the case. */
  valuesOf(found: FoundGroup, { fund, on, hospital }: WeightQuery): GroupValues {
    const edition = this.#editions.findLast(({ from }) => from <= on);
    const isUngrouped = found.status === 'ungrouped';
    const blank = isUngrouped ? edition?.valuesOf(BLANK_GROUP, fund) : undefined;
    const group = blank === undefined ? found.group : BLANK_GROUP;
    const values = blank ?? edition?.valuesOf(group, fund);
    return {
      group,
      scheme: this.scheme,
      status: blank === undefined ? found.status : 'blank',
      relativeWeight: values?.relativeWeight,
      groupPoints: values?.groupPoints ?? found.directoryPoints,
      meanCharges: values?.meanCharges,
      hospitalMeanCharges: hospital === undefined ? undefined : edition?.hospitalMeanOf(group, fund, hospital),
      cases: values?.cases,
      variation: values?.variation,
      isStable: values?.isStable,
      isPrimaryCare: values?.isPrimaryCare ?? found.isPrimaryCare ?? false,
      attribute: found.attribute,
      auxiliaryCoefficient: found.auxiliaryCoefficient,
    };
  }
}

/** Weights that hold from one day on. */
class WeightEdition {
  readonly from: string;
  /** By group and fund: a key put together of both would be made anew for every case. */
  readonly #byGroup = new Map<string, Map<string, PublishedValues>>();
  readonly #hospitalMeans = new Map<string, Sourced<ExactDecimal>>();

  constructor({ manifest, rows }: StoredWeights) {
    this.from = manifest.effectiveFrom;
    const { region, document: source } = manifest;
    const sourced = sourcedBy({ from: this.from, region, source });
    for (const row of rows) {
      if (row.hospital === '') this.#add(row, publishedBy(row, sourced));
      else {
        const mean = sourced(row, 'meanCharges');
        if (mean !== undefined) this.#hospitalMeans.set(keyOf(keyOf(row.group, row.fund), row.hospital), mean);
      }
    }
  }

  /** A row of the fund goes before one of every fund. */
  valuesOf(group: string, fund: string): PublishedValues | undefined {
    const ofGroup = this.#byGroup.get(group);
    return ofGroup?.get(fund) ?? ofGroup?.get('');
  }

  #add({ group, fund }: WeightRow, values: PublishedValues): void {
    const ofGroup = this.#byGroup.get(group);
    if (ofGroup === undefined) this.#byGroup.set(group, new Map([[fund, values]]));
    else ofGroup.set(fund, values);
  }

  hospitalMeanOf(group: string, fund: string, hospital: string): Sourced<ExactDecimal> | undefined {
    if (this.#hospitalMeans.size === 0) return undefined;
    const keys = [keyOf(group, fund), keyOf(group, '')].map((key) => keyOf(key, hospital));
    return keys.map((key) => this.#hospitalMeans.get(key)).find((mean) => mean !== undefined);
  }
}

type SourcedField = (row: WeightRow, field: keyof typeof UNITS) => Sourced<ExactDecimal> | undefined;

function sourcedBy(where: { readonly from: string; readonly region: string; readonly source: SourceCitation }): SourcedField {
  const citations = Object.fromEntries(
    Object.entries(UNITS).map(([field, unit]): [string, Citation] => [field, { parameter: `weights.${field}`, unit, ...where }]),
  );
  return (row, field) => {
    const value = exactDecimal(row[field]);
    return value === undefined ? undefined : { value, citation: citations[field]! };
  };
}

function publishedBy(row: WeightRow, sourced: SourcedField): PublishedValues {
  return {
    relativeWeight: sourced(row, 'relativeWeight'),
    groupPoints: sourced(row, 'groupPoints'),
    meanCharges: sourced(row, 'meanCharges'),
    cases: sourced(row, 'cases'),
    variation: sourced(row, 'variation'),
    isStable: flagOf(row.stable),
    isPrimaryCare: flagOf(row.primaryCare),
  };
}

const flagOf = (word: string): boolean | undefined => (word === '' ? undefined : word === 'yes');

const keyOf = (one: string, other: string): string => `${one}\0${other}`;
