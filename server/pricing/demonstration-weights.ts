import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printRounded, ratio, relativeCost, times, type Ratio } from '../../pricing/index.js';
import {
  BLANK_GROUP,
  demonstrationDischarges,
  exactDecimal,
  packageRoot,
  parseCsv,
  type WeightRow,
} from '../../reference-data/index.js';
import { createGrouper, type LoadedScheme } from '../schemes/load-scheme.js';
import { ChargeSample } from './charge-sample.js';

/** The invented discharges that the demonstration weights were measured from. */
const SAMPLE = { seed: 20260101, count: 20_000, year: 2025 };
/** Fewer cases of a hospital than this give it no mean of its own. */
const LEAST_CASES_OF_HOSPITAL = 30;
const LEAST_STABLE_CASES = 5;
const LARGEST_STABLE_VARIATION = ratio(1);
const DIP_SCALE = ratio(1000);
const DRG_SCALE = ratio(100);

const WEIGHT = { rule: 'half-up', decimals: 4 } as const;
const YUAN = { rule: 'half-up', decimals: 2 } as const;

/**
 * Measures weights, points and means of every group of a demonstration scheme from invented discharges. Groups that no discharge fell into
 * take what the scheme itself prints, so that no grouped case is ever without values.
 *
 * @returns Rows in the order of the scheme, rows of hospitals last; the same on every machine.
 */
export function demonstrationWeights(scheme: LoadedScheme): readonly WeightRow[] {
  const { all, groups, hospitals } = measure(scheme);
  const printed = scheme.kind === 'dip' ? pointsOfDirectory(scheme) : weightsOfScheme(scheme);
  const scale = scheme.kind === 'dip' ? DIP_SCALE : DRG_SCALE;
  const keys = new Set([...printed.keys(), ...groups.keys()]);
  const rows = [...keys].map((group) =>
    rowOf(group, groups.get(group) ?? new ChargeSample(), all.mean, scale, printed.get(group)),
  );
  // Only the region that takes the hospital's own mean for its coefficient publishes rows of hospitals.
  const ofHospitals = scheme.kind === 'dip' ? [] : hospitalRows(hospitals);
  return [...rows, ...ofHospitals];
}

interface Measured {
  readonly all: ChargeSample;
  readonly groups: ReadonlyMap<string, ChargeSample>;
  /** By group, then hospital. */
  readonly hospitals: ReadonlyMap<string, ReadonlyMap<string, ChargeSample>>;
}

function measure(scheme: LoadedScheme): Measured {
  const grouper = createGrouper(scheme);
  const all = new ChargeSample();
  const groups = new Map<string, ChargeSample>();
  const hospitals = new Map<string, Map<string, ChargeSample>>();
  for (const discharge of demonstrationDischarges(SAMPLE)) {
    const result = grouper.group(discharge);
    if (result.status === 'invalid') continue;
    all.add(discharge.totalCharges);
    const group = result.status === 'ungrouped' && scheme.kind === 'dip' ? BLANK_GROUP : codeOf(result);
    if (group === undefined) continue;
    sampleOf(groups, group).add(discharge.totalCharges);
    const ofGroup = hospitals.get(group) ?? new Map<string, ChargeSample>();
    hospitals.set(group, ofGroup);
    sampleOf(ofGroup, discharge.hospitalId).add(discharge.totalCharges);
  }
  return { all, groups, hospitals };
}

/** The group of a grouped case; what has none of its own is paid by no weight. */
function codeOf(result: { readonly status: string } & ({ readonly drg: string } | { readonly group: string } | object)) {
  if (result.status !== 'grouped') return undefined;
  return 'drg' in result ? result.drg : 'group' in result ? result.group : undefined;
}

function sampleOf(samples: Map<string, ChargeSample>, key: string): ChargeSample {
  const sample = samples.get(key) ?? new ChargeSample();
  samples.set(key, sample);
  return sample;
}

/** What a scheme prints of a group. */
interface Printed {
  readonly relativeWeight?: Ratio | undefined;
  /** As printed. */
  readonly points?: string | undefined;
  /** Unit: yuan. */
  readonly mean?: Ratio | undefined;
}

function pointsOfDirectory({ tables }: Extract<LoadedScheme, { kind: 'dip' }>): ReadonlyMap<string, Printed> {
  return new Map(tables.groups.map(({ key, points, meanCost }) => [key, { points, mean: exactDecimal(meanCost) }]));
}

function weightsOfScheme({ manifest }: Extract<LoadedScheme, { kind: 'drg' }>): ReadonlyMap<string, Printed> {
  const path = join(packageRoot(), 'reference-data', 'schemes', manifest.id, 'weights.csv');
  const [, ...rows] = parseCsv(readFileSync(path, 'utf8'), path);
  return new Map(rows.map(({ fields: [drg = '', weight = ''] }) => [drg, { relativeWeight: exactDecimal(weight) }]));
}

function rowOf(group: string, sample: ChargeSample, overall: Ratio, scale: Ratio, printed: Printed = {}): WeightRow {
  const { cases, variation } = sample;
  const mean = cases > 0n ? sample.mean : (printed.mean ?? times(printed.relativeWeight ?? ratio(1), overall));
  const isStable =
    cases >= LEAST_STABLE_CASES && variation.numerator <= variation.denominator * LARGEST_STABLE_VARIATION.numerator;
  const { points } = printed;
  return {
    group,
    fund: '',
    hospital: '',
    relativeWeight: printRounded(relativeCost({ mean, base: overall }), WEIGHT),
    groupPoints:
      points === undefined || points === '' ? printRounded(relativeCost({ mean, base: overall }, scale), WEIGHT) : points,
    meanCharges: printRounded(mean, YUAN),
    cases: String(cases),
    variation: printRounded(variation, WEIGHT),
    primaryCare: '',
    stable: isStable ? 'yes' : 'no',
  };
}

const NOTHING_STATED = { relativeWeight: '', groupPoints: '', cases: '', variation: '', primaryCare: '', stable: '' };

function hospitalRows(hospitals: Measured['hospitals']): WeightRow[] {
  return [...hospitals].flatMap(([group, ofGroup]) =>
    [...ofGroup]
      .filter(([, { cases }]) => cases >= LEAST_CASES_OF_HOSPITAL)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([hospital, { mean }]) => ({ ...NOTHING_STATED, group, fund: '', hospital, meanCharges: printRounded(mean, YUAN) })),
  );
}
