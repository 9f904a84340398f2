import type { Evidence } from '../../pricing/index.js';
import { documentOf, importWeights, placeWeightFindings } from '../pricing/import-weights.js';
import { readPolicyFile } from '../pricing/policy-file.js';
import { inBothLanguages, type CheckedUpload } from './checked-upload.js';

/** What weights are of, and what is said of them beside their table. */
export interface WeightsTerms {
  readonly schemeFolder: string;
  /** Path of the policy. */
  readonly policy: string;
  /** `YYYY-MM-DD`; the policy's own first day without it. */
  readonly effectiveFrom?: string | undefined;
  /** Key of a document of the policy, its clause, and what the values rest on. */
  readonly source?: string | undefined;
  readonly clause?: string | undefined;
  readonly evidence?: Evidence | undefined;
}

/**
 * Checks a table of weights against its scheme.
 *
 * @param to Folder that is to hold the checked form.
 * @throws SERVER_WEIGHTS_REFUSED, SERVER_OPTION_INVALID for a document that the policy does not name
 */
export async function checkWeightsUpload(
  path: string,
  to: string,
  { schemeFolder, policy: policyPath, effectiveFrom: day, ...named }: WeightsTerms,
): Promise<CheckedUpload> {
  const { policy } = await readPolicyFile(policyPath);
  const { manifest, sheet, warnings } = await importWeights({
    path,
    folder: to,
    schemeFolder,
    policy,
    effectiveFrom: day ?? policy.documents[0].effective.from,
    document: documentOf(policy, '上传的表 (uploaded table)', named),
  });
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
    findings: inBothLanguages((language) => placeWeightFindings(warnings, sheet, language)),
  };
}
