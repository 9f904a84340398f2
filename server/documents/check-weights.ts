import type { PaymentPolicy, SourceCitation } from '../../pricing/index.js';
import { importWeights, placeWeightFindings } from '../pricing/import-weights.js';
import type { CheckedUpload } from './checked-upload.js';

/** What weights are of, and by which document. */
export interface WeightsTerms {
  readonly schemeFolder: string;
  readonly policy: PaymentPolicy;
  readonly effectiveFrom: string;
  readonly document: SourceCitation;
}

/** Checks a table of weights against its scheme. @param to Folder that is to hold the checked form. @throws SERVER_WEIGHTS_REFUSED */
export async function checkWeightsUpload(path: string, to: string, terms: WeightsTerms): Promise<CheckedUpload> {
  const { manifest, sheet, warnings } = await importWeights({ path, folder: to, ...terms });
  const { scheme, region, checksum, effectiveFrom } = manifest;
  const name = `${scheme}/${region}`;
  return {
    kind: 'weights',
    name,
    region,
    title: { zh: `${scheme} 在 ${region} 的权重与分值`, en: `Weights and points of ${scheme} in ${region}` },
    checksum,
    path: to,
    ownDay: effectiveFrom,
    scheme,
    findings: (language) => placeWeightFindings(warnings, sheet, language),
  };
}
