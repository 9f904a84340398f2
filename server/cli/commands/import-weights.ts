import type { Evidence } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { documentOf, importWeights, placeWeightFindings } from '../../pricing/import-weights.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { weightsFolder } from '../../pricing/weights-store.js';
import { dataDirectory, findScheme } from '../../schemes/scheme-directory.js';
import { printFinding } from '../../schemes/scheme-refused-error.js';
import { print, tell, type CommandContext } from '../console.js';

export interface ImportWeightsOptions {
  readonly scheme: string;
  /** Payment policy whose region, funds and documents the weights belong to. */
  readonly policy: string;
  readonly source?: string;
  readonly clause?: string;
  readonly evidence?: Evidence;
  readonly effectiveFrom?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `dianzhi import weights`: what a region published about the groups of a scheme. */
export async function importWeightsCommand(
  path: string,
  options: ImportWeightsOptions,
  { language }: CommandContext,
): Promise<void> {
  const { policy } = await readPolicyFile(options.policy);
  const { effectiveFrom = policy.documents[0].effective.from } = options;
  if (!isCalendarDate(effectiveFrom))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--effective-from', value: effectiveFrom, allowed: 'YYYY-MM-DD' });
  const document = documentOf(policy, path, options);
  const { scheme } = options;
  const data = dataDirectory(options.data);
  const { folder: schemeFolder } = await findScheme(scheme, data);
  const folder = weightsFolder(data, scheme, policy.region, effectiveFrom);
  const imported = await importWeights({ path, schemeFolder, policy, folder, effectiveFrom, document });
  const { manifest, sheet, warnings } = imported;
  const placed = placeWeightFindings(warnings, sheet, language);
  if (options.json === true) {
    print(`${JSON.stringify({ manifest, warnings: placed })}\n`);
    return;
  }
  for (const finding of placed) tell(printFinding(finding, language));
  const { records } = manifest.tables.weights;
  tell(
    language === 'zh'
      ? `已导入 ${scheme} 在 ${manifest.region} 自${effectiveFrom}起的权重与分值${records}行（等级 ${document.evidence}）：${folder}`
      : `Imported ${records} rows of ${scheme} for ${manifest.region} from ${effectiveFrom} (grade ${document.evidence}) into ${folder}`,
  );
  if (document.evidence === 'assumed')
    tell(
      language === 'zh'
        ? '没有文件依据的数值只能测算；用 --source 指明政策中的文件。'
        : 'Values without a document serve estimates only; name a document of the policy with --source.',
    );
}
