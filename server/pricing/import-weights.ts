import type { Evidence, PaymentPolicy, SourceCitation } from '../../pricing/index.js';
import {
  readStoredScheme,
  readWeights,
  WEIGHT_FINDINGS,
  fillIn,
  writeWeights,
  type Language,
  type PlacedFinding,
  type StoredScheme,
  type WeightFinding,
  type WeightScope,
  type WeightsManifest,
} from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { printFinding } from '../schemes/scheme-refused-error.js';
import { schemeSource, storing } from '../schemes/scheme-source.js';

export interface ImportWeightsRequest {
  readonly path: string;
  /** Folder of the scheme that the weights are of. */
  readonly schemeFolder: string;
  readonly policy: PaymentPolicy;
  /** Folder that the weights are to stand in. */
  readonly folder: string;
  /** First day on which the weights hold. */
  readonly effectiveFrom: string;
  readonly document: SourceCitation;
}

/** Weights that were imported, and what is odd about them. */
export interface ImportedWeights {
  readonly manifest: WeightsManifest;
  readonly sheet: string;
  readonly warnings: readonly WeightFinding[];
}

/** Checks a table of weights against its scheme and stores it. Nothing is written for one with errors. @throws SERVER_WEIGHTS_REFUSED */
export async function importWeights({
  path,
  schemeFolder,
  policy,
  folder,
  effectiveFrom,
  document,
}: ImportWeightsRequest): Promise<ImportedWeights> {
  const scheme = await readStoredScheme(schemeFolder);
  const { sheet, rows, findings } = await readWeights(path, scopeOf(scheme, policy));
  const errors = findings.filter(({ code }) => WEIGHT_FINDINGS[code].level === 'error');
  if (errors.length > 0) throw new WeightsRefusedError(path, sheet, errors);
  const { region } = policy;
  const source = await schemeSource(path, undefined, []);
  const { id, checksum: schemeChecksum } = scheme.manifest;
  const edition = { scheme: id, schemeChecksum, region, effectiveFrom, document: { ...document }, source };
  const manifest = await storing(folder, writeWeights(folder, edition, rows));
  return { manifest, sheet, warnings: findings };
}

/** The document of weights: one that the policy names, or none, and then they settle nothing but a demonstration. */
export function documentOf(
  policy: PaymentPolicy,
  path: string,
  named: {
    readonly source?: string | undefined;
    readonly clause?: string | undefined;
    readonly evidence?: Evidence | undefined;
  },
): SourceCitation {
  const { sources } = policy.documents[0];
  const { source, clause = '', evidence } = named;
  if (source === undefined) {
    const grade = evidence ?? (policy.isDemonstration ? 'invented' : 'assumed');
    if (grade === 'official' || grade === 'secondary')
      throw new ServerError('SERVER_OPTION_INVALID', { option: '--evidence', value: grade, allowed: '--source KEY' });
    return { document: path, number: '-', clause, evidence: grade };
  }
  const found = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (found === undefined) {
    const allowed = Object.keys(sources).join(', ');
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--source', value: source, allowed });
  }
  return { ...found, clause, evidence: evidence ?? found.evidence };
}

/** A table of weights with errors: refused whole, with all of them. */
export class WeightsRefusedError extends ServerError {
  readonly findings: readonly WeightFinding[];
  readonly sheet: string;

  constructor(path: string, sheet: string, findings: readonly WeightFinding[]) {
    super('SERVER_WEIGHTS_REFUSED', { path, count: findings.length });
    this.findings = findings;
    this.sheet = sheet;
  }

  override placed(language: Language): readonly PlacedFinding[] {
    return placeWeightFindings(this.findings, this.sheet, language);
  }

  override text(language: Language): string {
    const lines = this.placed(language).map((finding) => `  ${printFinding(finding, language)}`);
    return [super.text(language), ...lines].join('\n');
  }
}

/** Findings with their places, in words. */
export function placeWeightFindings(
  findings: readonly WeightFinding[],
  sheet: string,
  language: Language,
): readonly PlacedFinding[] {
  return findings.map(({ code, row, column, details }) => {
    const { level, text } = WEIGHT_FINDINGS[code];
    return { level, code, sheet, row: row ?? null, column: column ?? null, message: fillIn(text[language], details) };
  });
}

function scopeOf(scheme: StoredScheme, policy: PaymentPolicy): WeightScope {
  const { funds } = policy.documents[0];
  if (scheme.kind === 'dip') {
    const keys = scheme.tables.groups.map(({ key }) => key);
    return { groups: new Set(keys), expected: keys, funds };
  }
  const { adrg, drg } = scheme.tables;
  const codes = [...adrg, ...drg].flatMap(({ code, groupCode }) => [code, groupCode]);
  const expected = drg.filter(({ kind }) => kind === 'real').map(({ groupCode }) => groupCode);
  return { groups: new Set(codes), expected: [...new Set(expected)], funds };
}
