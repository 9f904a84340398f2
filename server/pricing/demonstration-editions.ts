import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { packageRoot, WEIGHT_FIELDS, csvLine, type WeightRow, type WeightsManifest } from '../../reference-data/index.js';
import { loadScheme } from '../schemes/load-scheme.js';
import { demonstrationWeights } from './demonstration-weights.js';

/** The demonstration regions and the scheme that each of them pays by. */
export const DEMONSTRATION_REGIONS = [
  { region: 'demo-dip', scheme: 'demo-dip' },
  { region: 'demo-drg', scheme: 'chs-drg-starter' },
] as const;

const EFFECTIVE_FROM = '2026-01-01';

/** Weights that ship with a demonstration policy, ready to be written. */
export interface DemonstrationEdition {
  readonly folder: string;
  readonly edition: Pick<WeightsManifest, 'scheme' | 'schemeChecksum' | 'region' | 'effectiveFrom' | 'document' | 'source'>;
  readonly rows: readonly WeightRow[];
}

/** Measures the weights of one demonstration region anew. @param root Folder that holds the regions; default: where they ship. */
export async function demonstrationEdition(
  { region, scheme: id }: (typeof DEMONSTRATION_REGIONS)[number],
  root = join(packageRoot(), 'reference-data', 'regions'),
): Promise<DemonstrationEdition> {
  const scheme = await loadScheme(id);
  const rows = demonstrationWeights(scheme);
  const table = [WEIGHT_FIELDS, ...rows.map((row) => WEIGHT_FIELDS.map((field) => row[field]))].map(csvLine).join('');
  const document = {
    document: '演示权重与分值（虚构）',
    number: '示市医保〔2025〕12号',
    clause: '附件',
    evidence: 'invented',
  } as const;
  const source = {
    text: '由虚构病例测算 (measured from invented discharges)',
    file: 'demonstrationDischarges',
    sha256: createHash('sha256').update(table).digest('hex'),
  };
  const schemeChecksum = scheme.manifest.checksum;
  return {
    folder: join(root, region, 'weights', id, EFFECTIVE_FROM),
    edition: { scheme: id, schemeChecksum, region, effectiveFrom: EFFECTIVE_FROM, document, source },
    rows,
  };
}
